"""Numbers by which the state knows people: the resident id and the number on the school roll.

Both are sensitive, a G number because it contains the id; so no reason carries one in its facts.
"""

import re
from datetime import date
from enum import StrEnum

from stdnum.cn.ric import calc_check_digit

from kehou.kernel.explained import refuse
from kehou.platform.workbook import cells
from kehou.platform.workbook.grid import Value
from kehou.schools.core.codes import is_province

_EIGHTEEN = re.compile("[0-9]{17}[0-9X]")
_OLD = re.compile("[0-9]{15}")
_STUDENT_NUMBER = re.compile("[GJ][0-9]{17}[0-9X]|L[0-9]{18}")
_YEAR_LEAST = 1900


class Gender(StrEnum):
    """As registered."""

    GIRL = "girl"
    BOY = "boy"


def resident_id(value: Value) -> str | None:
    """居民身份证号: eighteen signs, a real day of birth, the check digit of GB 11643 (3.1).

    The area is not judged: codes change yearly, and a number is given at registration, not birth.
    The library's own `validate` does judge it and refuses numbers that exist.
    """
    written = cells.long_id(value)
    if written is None:
        return None
    if _OLD.fullmatch(written):
        raise refuse("resident_id_is_old")
    if not _EIGHTEEN.fullmatch(written):
        raise refuse("resident_id_has_eighteen_signs", length=len(written))
    if _day(written[6:14]) is None:
        raise refuse("resident_id_without_birth")
    if written[-1] != calc_check_digit(written):
        raise refuse("resident_id_check_digit")
    return written


def birth_of(number: str) -> date:
    """The day of birth in a valid resident id."""
    birth = _day(number[6:14])
    assert birth
    return birth


def gender_of(number: str) -> Gender:
    """The gender in a valid resident id: odd serials are boys'."""
    return Gender.BOY if int(number[16]) % 2 else Gender.GIRL


def has_known_area(number: str) -> bool:
    """Whether the number begins like some province's. Worth a note, never a refusal."""
    return is_province(number[:2])


def student_number(value: Value) -> str | None:
    """学籍号: G and the resident id, J and a number made for the roll, L for the time being (3.1).

    J numbers carry the same check digit; the last four digits of an L number are random.
    """
    written = cells.long_id(value)
    if written is None:
        return None
    if _EIGHTEEN.fullmatch(written):
        raise refuse("student_number_without_letter", "3.1")
    if not _STUDENT_NUMBER.fullmatch(written):
        raise refuse("student_number_malformed", "3.1", length=len(written))
    number = written[1:]
    if _day(number[6:14]) is None:
        raise refuse("student_number_without_birth", "3.1")
    if written[0] in "GJ" and number[-1] != calc_check_digit(number):
        raise refuse("student_number_check_digit", "3.1")
    return written


def resident_id_in(number: str) -> str | None:
    """The resident id that a valid G number contains; no other kind contains one."""
    return number[1:] if number.startswith("G") else None


def birth_in(number: str) -> date:
    """The day of birth in a valid 学籍号."""
    return birth_of(number[1:])


def _day(written: str) -> date | None:
    try:
        found = date(int(written[:4]), int(written[4:6]), int(written[6:]))
    except ValueError:
        return None
    return found if found.year >= _YEAR_LEAST else None
