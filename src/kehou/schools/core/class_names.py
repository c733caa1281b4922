"""The many ways in which schools write a class: 一（1）班, 1.1, 101, 一年级1班, 初一3班, 2025级1班.

A name is read in every way it can be, and taken when only one is left: "二十一班" alone may be
class 21 or class 11 of grade two; beside a column that says grade three it is class 21. Years are
school years: 2025 is the one that begins in September 2025.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from kehou.kernel.explained import Reason, refuse
from kehou.platform.workbook import cells
from kehou.platform.workbook.grid import Value

GRADES = range(1, 10)
CLASS_NUMBERS = range(1, 61)
FIRST_JUNIOR_GRADE = 7

_DIGITS = "一二三四五六七八九"
_BRACKETS = str.maketrans("[{【〔〖<《", "(((((((") | str.maketrans("]}】〕〗>》", ")))))))")
_SEPARATORS = re.compile(r"[-—–_~·•。、/\\]")
_NUMBER = r"[0-9]{1,2}|[一二三四五六七八九十]{1,3}"
_TENS = re.compile(r"([二三四五六七八九])?十([一二三四五六七八九])?")
_SENIOR = re.compile(r"高[一二三中123]|senior", re.IGNORECASE)
_DAY = re.compile(r"(?:([0-9]{4})[-年.])?([0-9]{1,2})[-月.]([0-9]{1,2})日?")

_GRADE = re.compile(r"(小学?|初中?)?([1-9]|[一二三四五六七八九])(?:年级|年)?|g(?:rade)?([1-9])")
_COHORT = re.compile(r"(小学?|初中?)?(?:20)?([0-9]{2})级")
_NAMES = (
    # 一（1）, 1年级(1), 一年级1, 1年级一, 1.1
    re.compile(
        rf"(?P<stage>小学?|初中?)?(?P<grade>[1-9]|[{_DIGITS}])(?:"
        rf"(?:年级|年)?[(](?P<inside>{_NUMBER})[)]"
        rf"|(?:(?:年级|年)[.第]?|[.第])(?P<after>{_NUMBER}))"
    ),
    # 一1, 一一
    re.compile(rf"(?P<stage>小学?|初中?)?(?P<grade>[{_DIGITS}])(?P<after>{_NUMBER})"),
    # 101, 0101
    re.compile(r"0?(?P<grade>[1-9])(?P<after>[0-9]{2})"),
)
_COHORT_CLASS = re.compile(
    rf"((?:小学?|初中?)?(?:20)?[0-9]{{2}}级)[.第]?(?:[(]({_NUMBER})[)]|({_NUMBER}))"
)
_NUMBER_ALONE = re.compile(rf"[.第]?(?:[(]({_NUMBER})[)]|({_NUMBER}))")


@dataclass(frozen=True, order=True, slots=True)
class ClassName:
    """A class by day: its grade, 1 to 9, and its number in the grade."""

    grade: int
    number: int

    def __str__(self) -> str:
        return f"{_DIGITS[self.grade - 1]}（{self.number}）班"


def read_grades(value: Value, *, school_year: int, first_grade: int = 1) -> tuple[int, ...]:
    """The grades a cell may mean, the likeliest first; none for a blank (3.1).

    Only a year of entry (2025级) can mean two: grade 1 of a primary or grade 7 of a junior
    school, which a nine-year school has both. `first_grade` is the lowest of the school.
    """
    written = _plain(value)
    if written is None:
        return ()
    _refuse_senior(written)
    if cohort := _COHORT.fullmatch(written):
        return _grades_of_cohort(cohort, school_year, first_grade)
    found = _GRADE.fullmatch(re.sub(r"[.]0$", "", written))
    grade = _staged(found[1], _number(found[2] or found[3])) if found else 0
    if grade not in GRADES:
        raise refuse("grade_unreadable")
    return (grade,)


def read_class(
    value: Value, *, school_year: int, first_grade: int = 1, grades: tuple[int, ...] = ()
) -> ClassName | None:
    """The class a cell names, None for a blank; `grades` is what a column beside it says (3.1)."""
    if was_day(value):
        found = [_class_of_day(value, school_year)]
    else:
        written = _plain(value)
        if written is None:
            return None
        _refuse_senior(written)
        bare = re.sub("班级?$", "", written)
        found = _named(bare) or _of_cohort(bare, school_year, first_grade, grades)
        alone = _NUMBER_ALONE.fullmatch(bare)
        number = _number(alone[1] or alone[2]) if alone else 0
        if number and grades:
            found.append(ClassName(grades[0], number))
        elif number:
            raise refuse("class_ambiguous" if found else "class_without_grade")
    return _agreed(found, grades)


def was_day(value: Value) -> bool:
    """Whether Excel took a class for a day: "1-1" becomes 1 January of the year it was typed in."""
    written = cells.compact(value) or ""
    return isinstance(value, date) or bool(re.search("[月年]", written) and _DAY.fullmatch(written))


def lost_zero(value: Value, read: ClassName, others: Collection[ClassName]) -> Reason | None:
    """The reason why 1.1 may have been 1.10: Excel drops the zero of a number.

    Classes of a grade are numbered without gaps, so only where the grade has a class 9 can there
    be a class 10.
    """
    tenfold = read.number * 10
    if isinstance(value, float) and ClassName(read.grade, tenfold - 1) in others:
        return Reason("class_lost_zero", "", {"short": read.number, "long": tenfold})
    return None


def _agreed(found: list[ClassName], grades: tuple[int, ...]) -> ClassName:
    """The one class that all that is said allows."""
    valid = [c for c in dict.fromkeys(found) if c.grade in GRADES and c.number in CLASS_NUMBERS]
    if not valid:
        raise refuse("class_unreadable")
    if grades:
        agreeing = sorted(
            (c for c in valid if c.grade in grades), key=lambda c: grades.index(c.grade)
        )
        if not agreeing:
            raise refuse("class_contradicts_grade", grade=grades[0], read=valid[0].grade)
        valid = [c for c in agreeing if c.grade == agreeing[0].grade]
    if len(valid) > 1:
        raise refuse("class_ambiguous")
    return valid[0]


def _plain(value: Value) -> str | None:
    written = cells.compact(value)
    return written and _SEPARATORS.sub(".", written.translate(_BRACKETS)).casefold()


def _refuse_senior(written: str) -> None:
    if _SENIOR.match(written):
        raise refuse("class_is_senior", "3.1")


def _named(written: str) -> list[ClassName]:
    """Every reading of a name that tells its grade."""
    found = []
    for pattern in _NAMES:
        if name := pattern.fullmatch(written):
            told = name.groupdict()
            grade = _staged(told.get("stage"), _number(told["grade"]))
            found.append(ClassName(grade, _number(told.get("inside") or told.get("after") or "")))
    return [name for name in found if name.number]


def _of_cohort(
    written: str, school_year: int, first_grade: int, grades: tuple[int, ...]
) -> list[ClassName]:
    """2025级1班: the likeliest grade, unless a column beside it says which."""
    name = _COHORT_CLASS.fullmatch(written)
    entered = _COHORT.fullmatch(name[1]) if name else None
    if not name or not entered:
        return []
    possible = _grades_of_cohort(entered, school_year, first_grade)
    number = _number(name[2] or name[3])
    return [ClassName(grade, number) for grade in (possible if grades else possible[:1])]


def _grades_of_cohort(cohort: re.Match[str], school_year: int, first_grade: int) -> tuple[int, ...]:
    """The grades in which those who entered in a year are now."""
    stage, year = cohort[1] or "", 2000 + int(cohort[2])
    if stage:
        firsts = [FIRST_JUNIOR_GRADE if stage.startswith("初") else 1]
    else:
        firsts = list(dict.fromkeys([first_grade, 1, FIRST_JUNIOR_GRADE]))
    grades = tuple(
        first + school_year - year for first in firsts if first + school_year - year in GRADES
    )
    if year > school_year or not grades:
        raise refuse("cohort_not_at_school", "3.1", cohort=str(year), school_year=str(school_year))
    return grades


def _class_of_day(value: Value, school_year: int) -> ClassName:
    found = _DAY.fullmatch(cells.compact(value) or "")
    year = int(found[1]) if found and found[1] else school_year
    if not found or abs(year - school_year) > 1:
        raise refuse("class_is_a_day")
    return ClassName(int(found[2]), int(found[3]))


def _staged(stage: str | None, grade: int) -> int:
    """Grade three of the junior school (初三) is grade 9; there is no grade four of it."""
    if not (stage or "").startswith("初"):
        return grade
    return grade + FIRST_JUNIOR_GRADE - 1 if grade <= 3 else 0


def _number(written: str) -> int:
    """A number in digits or in Chinese, 0 for what is none."""
    if written.isdecimal():
        return int(written)
    if written in _DIGITS and len(written) == 1:
        return _DIGITS.index(written) + 1
    tens = _TENS.fullmatch(written)
    if not tens:
        return 0
    return 10 * (_number(tens[1]) if tens[1] else 1) + (_number(tens[2]) if tens[2] else 0)
