"""The words of a timetable: weekdays, periods, and what a cell says is taught to whom."""

import re
from dataclasses import dataclass

from kehou.kernel.explained import Refused, refuse
from kehou.platform.workbook import cells
from kehou.platform.workbook.grid import Value
from kehou.platform.workbook.tables import Place
from kehou.schools.core.class_names import ClassName, read_class

PERIODS = range(1, 16)
SUBJECT_CHARACTERS_MAX = 20

_WEEKDAY = re.compile(r"(?:星期|周|礼拜)([一二三四五六日天1-7])")
_WEEKDAYS = "一二三四五六日"
_ENGLISH_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CLOCK = re.compile(r"[0-9]{1,2}:[0-9]{2}(?:[-~–—至到][0-9]{1,2}:[0-9]{2})?")
_PERIOD = re.compile(r"(?:第|period)?(?:([0-9]{1,2})|([一二三四五六七八九]|十[一二三四五]?))节?课?")
_NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十")
_LIKE_A_CLASS = re.compile(r"[0-9]|[一二三四五六七八九十)]班|^班$")
_BETWEEN = re.compile(r"[\s,;、/|]+")


@dataclass(frozen=True, slots=True)
class Lesson:
    """One weekly lesson of one teacher; no class for what is taught to none, such as a meeting."""

    place: Place
    staff_name: str
    staff_number: str | None
    weekday: int
    period: int
    subject: str
    class_name: ClassName | None


def weekday(value: Value) -> int | None:
    """A day of the week: 1 is Monday. 星期一, 周1, Mon."""
    written = cells.compact(value)
    if written is None:
        return None
    if found := _WEEKDAY.fullmatch(written):
        day = found[1].replace("天", "日")
        return int(day) if day.isdecimal() else _WEEKDAYS.index(day) + 1
    if written in "1234567":
        return int(written)
    if written[:3].casefold() in _ENGLISH_WEEKDAYS:
        return _ENGLISH_WEEKDAYS.index(written[:3].casefold()) + 1
    raise refuse("not_a_weekday")


def period(value: Value) -> int | None:
    """A period of the normal day: 1, 第一节, 第1节（8:00-8:40）."""
    written = cells.text(value)
    if written is None:
        return None
    found = _PERIOD.fullmatch(re.sub("[() ]", "", _CLOCK.sub("", written)).casefold())
    number = 0
    if found and found[1]:
        number = int(found[1])
    elif found:
        number = sum(_NUMERALS.index(numeral) + 1 for numeral in found[2])
    if number not in PERIODS:
        raise refuse("not_a_period", least=PERIODS[0], most=PERIODS[-1])
    return number


def taught(
    value: Value, *, school_year: int, first_grade: int
) -> tuple[str, ClassName | None] | None:
    """What a timetable's cell says: 语文 一（1）班, 一（1）班语文, or a subject alone (5.1.a)."""
    written = cells.text(value)
    if written is None:
        return None
    parts = [part for part in _BETWEEN.split(written) if part]
    for before, after in _ways_to_part(parts):
        class_name = _class(after, school_year, first_grade)
        if class_name:
            return _subject(before), class_name
    if _LIKE_A_CLASS.search(written):
        raise refuse("lesson_unreadable")
    return _subject("".join(parts)), None


def _ways_to_part(parts: list[str]) -> list[tuple[str, str]]:
    """Subject and class: as blanks part them, else anywhere, the class as long as may be."""
    ways = [("".join(parts[:i] + parts[i + 1 :]), part) for i, part in enumerate(parts)]
    if len(parts) == 1:
        whole = parts[0]
        inner = re.fullmatch(r"([^()]+)\((.+)\)", whole)
        ways = [(whole[:i], whole[i:]) for i in range(1, len(whole))]
        ways += [(whole[i:], whole[:i]) for i in range(len(whole) - 1, 0, -1)]
        ways += [(inner[1], inner[2])] if inner else []
    return [(said, name) for said, name in ways if said and not _LIKE_A_CLASS.search(said)]


def _class(written: str, school_year: int, first_grade: int) -> ClassName | None:
    try:
        return read_class(written, school_year=school_year, first_grade=first_grade)
    except Refused:
        return None


def _subject(written: str) -> str:
    if len(written) > SUBJECT_CHARACTERS_MAX:
        raise refuse("text_too_long", most=SUBJECT_CHARACTERS_MAX)
    return written
