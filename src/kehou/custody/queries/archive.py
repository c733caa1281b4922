"""The attendance archive, month by month: of a group, and of one pupil (7.2.b)."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kehou.custody.core.rolls import Mark
from kehou.custody.models import Attendance
from kehou.custody.permissions import archive_of
from kehou.platform.actors import Actor

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from kehou.allocation.models import Group
    from kehou.people.models import Pupil


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a grid: of whom or of what, a mark for each day (None: not called), the sums."""

    pupil: "Pupil"
    group: "Group"
    marks: tuple[Mark | None, ...]

    @property
    def sums(self) -> Mapping[Mark, int]:
        """How often each mark was given."""
        return Counter(mark for mark in self.marks if mark is not None)


@dataclass(frozen=True, slots=True)
class Grid:
    """A month: the days on which a roll was called, and a line for each child or group."""

    days: tuple[date, ...]
    rows: tuple[Row, ...]


def month_of_group(actor: Actor, group: "Group", month: date) -> Grid:
    """Every child that was called in the group this month, by class and pinyin (7.2.b)."""
    lines = _of_month(actor, month).filter(roll_call__group=group)
    return _grid(lines, lambda line: line.pupil_id)


def month_of_pupil(actor: Actor, pupil: "Pupil", month: date) -> Grid:
    """Every group in which the child was called this month, by period (7.2.b)."""
    lines = _of_month(actor, month).filter(pupil=pupil)
    return _grid(lines, lambda line: line.roll_call.group_id)


def month_after(month: date) -> date:
    """The first day of the month after."""
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)


def _of_month(actor: Actor, month: date) -> "QuerySet[Attendance]":
    first = month.replace(day=1)
    return (
        archive_of(actor)
        .filter(day__gte=first, day__lt=month_after(first))
        .select_related("pupil__person", "pupil__class_by_day", "roll_call__group__activity")
        .order_by(
            "pupil__class_by_day__grade",
            "pupil__class_by_day__number",
            "pupil__person__sort_key",
            "pupil_id",
            "roll_call__group__period",
            "day",
        )
    )


def _grid(lines: "QuerySet[Attendance]", of_row: Callable[[Attendance], int]) -> Grid:
    """Lines as a grid, in the order in which they came."""
    rows: dict[int, dict[date, Attendance]] = {}
    for line in lines:
        rows.setdefault(of_row(line), {})[line.day] = line
    days = tuple(sorted({day for of_days in rows.values() for day in of_days}))
    return Grid(days, tuple(_row(of_days, days) for of_days in rows.values()))


def _row(of_days: Mapping[date, Attendance], days: tuple[date, ...]) -> Row:
    any_line = next(iter(of_days.values()))
    marks = (of_days.get(day) for day in days)
    return Row(
        pupil=any_line.pupil,
        group=any_line.roll_call.group,
        marks=tuple(Mark(line.state) if line else None for line in marks),
    )
