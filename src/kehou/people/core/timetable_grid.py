"""Timetables drawn as a grid: one teacher a sheet, or one teacher a line under days and periods."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kehou.kernel.explained import Reason, Refused, refuse
from kehou.people.core.lessons import Lesson, period, taught, weekday
from kehou.people.core.staff_sheet import staff_number
from kehou.platform.workbook import cells
from kehou.platform.workbook.columns import key_of
from kehou.platform.workbook.grid import Sheet, Value, letters
from kehou.platform.workbook.names import person_name
from kehou.platform.workbook.tables import Fault, Note, Place

_DAYS_LEAST = 3
_HEADER_WITHIN_ROWS = 20
_NAME_TITLES = frozenset({"姓名", "教师", "教师姓名", "任课教师", "老师", "xm", "name", "teacher"})
_NUMBER_TITLES = frozenset({"工号", "教职工号", "教师工号", "gh", "staffnumber"})
_NAMED = re.compile(
    r"(?:姓名|教师姓名|任课教师|教师|老师|name|teacher): ?(.+?)(?= \S+:|$)", re.IGNORECASE
)
_NUMBERED = re.compile(r"(?:教职工号|教师工号|工号|staff number): ?(\S+)", re.IGNORECASE)
_CALLED = re.compile(r"(\S{2,12}?)(?:老师|教师)?的?(?:任课|课程|课)表")
_NO_NAME = re.compile(r"(?:sheet|表|工作表|csv|课程?表)[0-9]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Teacher:
    name: str
    number: str | None


@dataclass(slots=True)
class GridReading:
    """What the grids of a file said."""

    lessons: list[Lesson] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def taught_twice(self) -> list[Fault]:
        """A teacher who is in two grids at one time: a fault at the later one."""
        found = []
        first: dict[tuple[str, int, int], Lesson] = {}
        for lesson in self.lessons:
            when = (lesson.staff_number or lesson.staff_name, lesson.weekday, lesson.period)
            earlier = first.setdefault(when, lesson)
            if earlier is not lesson:
                where = f"{earlier.place.sheet}!{earlier.place.row}"
                reason = Reason("lesson_twice", "5.1.a", {"rows": (where,)})
                said = f"{lesson.subject} {lesson.class_name or ''}".strip()
                place = lesson.place
                found.append(Fault(place.sheet, place.row, "", lesson.staff_name, said, reason))
        return found


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where the days stand; with their periods where those stand below the days."""

    header: int
    days: dict[int, int]
    periods: dict[int, int]

    @property
    def first_row(self) -> int:
        return self.header + (2 if self.periods else 1)


def read_grid(sheet: Sheet, reading: GridReading, *, school_year: int, first_grade: int) -> bool:
    """Read a sheet whose header is the days of the week; False if it has none (5.1.a)."""
    grid = _find(sheet)
    if grid is None:
        return False
    for row, column, day, hour, teacher in _slots(sheet, grid, reading):
        value = sheet.at(row, column)
        try:
            if code := cells.broken(value):
                raise refuse(code)
            told = taught(value, school_year=school_year, first_grade=first_grade)
        except Refused as refused:
            title = cells.text(sheet.at(grid.header, column)) or ""
            reading.faults.extend(
                _remark(sheet, row, column, title, reason) for reason in refused.against
            )
            continue
        if told:
            place = Place(sheet.name, row + 1)
            lesson = Lesson(place, teacher.name, teacher.number, day, hour, *told)
            reading.lessons.append(lesson)
    return True


def _find(sheet: Sheet) -> _Grid | None:
    width = max((len(row) for row in sheet.rows), default=0)
    for row in range(min(len(sheet.rows), _HEADER_WITHIN_ROWS)):
        days = {c: day for c in range(width) if (day := _weekday(sheet.at(row, c)))}
        if len(set(days.values())) >= _DAYS_LEAST:
            first = min(days)
            below = {c: p for c in range(first, width) if (p := _period(sheet.at(row + 1, c)))}
            if set(days) <= set(below):
                # Where the merging of a day was lost, its name stands above its first period.
                days = {c: days[max(d for d in days if d <= c)] for c in below}
                return _Grid(row, days, below)
            return _Grid(row, days, {})
    return None


def _slots(
    sheet: Sheet, grid: _Grid, reading: GridReading
) -> Iterator[tuple[int, int, int, int, _Teacher]]:
    rows = range(grid.first_row, len(sheet.rows))
    if grid.periods:
        for row in rows:
            if teacher := _teacher_of_line(sheet, grid, row, reading):
                for column, hour in grid.periods.items():
                    yield row, column, grid.days[column], hour, teacher
        return
    teacher = _teacher_of_sheet(sheet, grid, reading)
    if teacher is None:
        return
    labels = range(min(grid.days))
    for row in rows:
        hours = [p for c in labels if (p := _period(sheet.at(row, c)))]
        if hours:
            for column, day in grid.days.items():
                yield row, column, day, hours[0], teacher
        elif any(cells.text(sheet.at(row, c)) for c in grid.days):
            label = " ".join(text for c in labels if (text := cells.text(sheet.at(row, c))))
            reason = Reason("line_passed_over", "", {"times": 1})
            reading.notes.append(Note(sheet.name, row + 1, "", "", label, reason))


def _teacher_of_line(sheet: Sheet, grid: _Grid, row: int, reading: GridReading) -> _Teacher | None:
    """The teacher named to the left of the days."""
    titles = {
        column: {
            key_of(cells.text(sheet.at(r, column)) or "") for r in (grid.header, grid.header + 1)
        }
        for column in range(min(grid.days))
    }
    name_at = next((c for c, said in titles.items() if said & _NAME_TITLES), None)
    number_at = next((c for c, said in titles.items() if said & _NUMBER_TITLES), None)
    name = None if name_at is None else sheet.at(row, name_at)
    number = None if number_at is None else sheet.at(row, number_at)
    if not cells.text(name) and not any(cells.text(sheet.at(row, c)) for c in grid.days):
        return None
    return _teacher((name, number), sheet, (row, name_at or 0), reading)


def _teacher_of_sheet(sheet: Sheet, grid: _Grid, reading: GridReading) -> _Teacher | None:
    """The teacher named above the days, else by the sheet's own name."""
    above = [
        [cells.text(sheet.at(row, column)) or "" for column in range(len(sheet.rows[row]))]
        for row in range(grid.header)
    ]
    said = {"name": "", "number": ""}
    for texts in above:
        for text, beside in zip(texts, [*texts[1:], ""], strict=True):
            key = key_of(text)
            if found := _NAMED.search(text) or _CALLED.fullmatch(text):
                said["name"] = said["name"] or found[1]
            elif key in _NAME_TITLES:
                said["name"] = said["name"] or beside
            if found := _NUMBERED.search(text):
                said["number"] = found[1]
            elif key in _NUMBER_TITLES:
                said["number"] = beside
    if not said["name"] and not _NO_NAME.fullmatch(sheet.name):
        called = _CALLED.fullmatch(sheet.name)
        said["name"] = called[1] if called else sheet.name
    return _teacher((said["name"], said["number"]), sheet, (grid.header, 0), reading)


def _teacher(
    said: tuple[Value, Value], sheet: Sheet, at: tuple[int, int], reading: GridReading
) -> _Teacher | None:
    """A teacher from a name and perhaps a number; faults are told at a cell."""
    try:
        name = person_name(said[0])
        if name is None:
            raise refuse("teacher_not_named", "5.1.a")
        return _Teacher(name, staff_number(said[1]))
    except Refused as refused:
        reading.faults.extend(_remark(sheet, *at, "", reason) for reason in refused.against)
        return None


def _remark(sheet: Sheet, row: int, column: int, title: str, reason: Reason) -> Fault:
    shown = cells.shown(sheet.at(row, column))
    return Fault(sheet.name, row + 1, letters(column), title, shown, reason)


def _weekday(value: Value) -> int | None:
    """A weekday that says so in words: a bare number in a header is a period."""
    written = cells.compact(value) or ""
    try:
        return None if written.isdecimal() else weekday(value)
    except Refused:
        return None


def _period(value: Value) -> int | None:
    try:
        return period(value)
    except Refused:
        return None
