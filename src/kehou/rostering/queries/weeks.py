"""One week of a school as its office arranges it: groups down, days across, gaps in sight."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kehou.allocation.queries.groups import groups_of_term, sizes_of
from kehou.rostering.models import Duty
from kehou.schools.queries import calendar_of, term_on

if TYPE_CHECKING:
    from kehou.allocation.models import Group
    from kehou.schools.models import School

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the week shown; `weekday` is the one whose groups meet, None without service."""

    day: date
    weekday: int | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A group on a day, and who is on duty in it: the lead first, nobody where there is a gap."""

    group: "Group"
    day: date
    children: int
    duties: tuple[Duty, ...]

    @property
    def is_gap(self) -> bool:
        return not any(duty.is_lead for duty in self.duties)


@dataclass(frozen=True, slots=True)
class Line:
    """What meets on several days under one name, in one period; None on days it does not meet."""

    title: str
    period: int
    number: int
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Week:
    days: tuple[Day, ...]
    lines: tuple[Line, ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Every meeting of the week, in the order of the days."""
        cells = (cell for line in self.lines for cell in line.cells if cell)
        return tuple(sorted(cells, key=lambda cell: (cell.day, cell.group.period, cell.group.pk)))

    @property
    def by_day(self) -> tuple[tuple[Day, tuple[Cell, ...]], ...]:
        """Every day with its meetings, for a screen on which a week has no room."""
        cells = self.cells
        return tuple((day, tuple(c for c in cells if c.day == day.day)) for day in self.days)

    @property
    def gaps(self) -> tuple[Cell, ...]:
        """Groups that will meet with nobody in the lead, in the order of the days."""
        return tuple(cell for cell in self.cells if cell.is_gap)


def week_of(school: "School", day: date) -> Week:
    """The days with service in the week of a day, and every group that meets on them (7.1.b)."""
    term = term_on(day)
    if term is None:
        return Week((), ())
    monday = day - timedelta(days=day.weekday())
    calendar = calendar_of(school, term)
    days = tuple(
        Day(school_day.day, school_day.follows_weekday)
        for school_day in (calendar.day(monday + timedelta(days=n)) for n in range(WEEK.days))
        if school_day.serves
    )
    groups = list(groups_of_term(school, term))
    sizes, duties = sizes_of(groups, day), _duties(school, monday)
    rows: dict[tuple[int, str, int], dict[date, Cell]] = defaultdict(dict)
    for group in groups:
        for shown in days:
            if shown.weekday == group.weekday:
                rows[group.period, group.activity.title, group.number][shown.day] = Cell(
                    group=group,
                    day=shown.day,
                    children=sizes.get(group.pk, 0),
                    duties=tuple(duties[group.pk, shown.day]),
                )
    lines = tuple(
        Line(title, period, number, tuple(cells.get(shown.day) for shown in days))
        for (period, title, number), cells in sorted(rows.items(), key=lambda row: row[0])
    )
    return Week(days, lines)


def _duties(school: "School", monday: date) -> dict[tuple[int, date], list[Duty]]:
    """The standing duties of the week by group and day."""
    standing = Duty.objects.filter(
        school=school, day__gte=monday, day__lt=monday + WEEK, relieved_at__isnull=True
    )
    duties: dict[tuple[int, date], list[Duty]] = defaultdict(list)
    for duty in standing.select_related("person").order_by("-is_lead", "pk"):
        duties[duty.group_id, duty.day].append(duty)
    return duties
