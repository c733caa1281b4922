"""The unified social credit code, by which the state knows an institution (GB 32100-2015)."""

import re

from stdnum.cn import uscc

from kehou.kernel.explained import refuse

# Neither I, O, S, V nor Z, which are taken for digits.
_SIGNS = re.compile("[0-9]{8}[0-9A-HJ-NPQRTUWXY]{10}")
_LENGTH = 18
_WRITTEN_APART = re.compile(r"[\s-]+")


def credit_code(written: str) -> str:
    """统一社会信用代码: eighteen signs of which the last checks the others (5.2.a).

    Blanks and dashes are forgiven, and small letters. `Refused` for anything else: a code that is
    mended by guessing is somebody else's.
    """
    code = _WRITTEN_APART.sub("", written).upper()
    if len(code) != _LENGTH:
        raise refuse("credit_code_has_eighteen_signs", "5.2.a", length=len(code))
    if not _SIGNS.fullmatch(code):
        raise refuse("credit_code_signs", "5.2.a")
    if code[-1] != uscc.calc_check_digit(code):
        raise refuse("credit_code_check_digit", "5.2.a")
    return code
