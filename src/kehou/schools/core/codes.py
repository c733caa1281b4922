"""Codes of the state for schools and for areas."""

import re

from kehou.kernel.explained import refuse
from kehou.platform.workbook import cells
from kehou.platform.workbook.grid import Value

# The first two digits of every area code; 81 to 83 stand in the residence permits of people from
# Hong Kong, Macau and Taiwan.
_PROVINCE = re.compile("1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")

# Kinds of school with grades of compulsory education: primary, junior and nine-year, complete,
# special.
_KINDS = frozenset({"21", "31", "34", "51"})


def school_code(value: Value) -> str | None:
    """学校标识码: two digits of the kind of school, two of the province, six of its own (3.1)."""
    written = cells.compact(value)
    if written is None:
        return None
    if not re.fullmatch("[0-9]{10}", written):
        raise refuse("school_code_has_ten_digits")
    if written[:2] not in _KINDS:
        raise refuse("school_code_of_other_kind", "3.1", kind=written[:2])
    if not is_province(written[2:4]):
        raise refuse("school_code_without_province", province=written[2:4])
    return written


def is_province(two_digits: str) -> bool:
    """Whether area codes begin so. Finer tables age yearly and are the city's own to keep."""
    return _PROVINCE.fullmatch(two_digits) is not None
