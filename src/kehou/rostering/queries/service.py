"""When a school's groups are served: on which days, and at what hours (3.2)."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from operator import attrgetter
from typing import TYPE_CHECKING

from kehou.platform.clock import CITY_ZONE
from kehou.rostering.core import Hours
from kehou.schools.queries import calendar_of, term_on

if TYPE_CHECKING:
    from kehou.allocation.models import Group
    from kehou.schools.models import School, ServicePeriod


def timetable_of(school: "School", day: date) -> int | None:
    """The weekday whose groups meet that day; None where no service is held (3.2)."""
    term = term_on(day)
    if term is None:
        return None
    school_day = calendar_of(school, term).day(day)
    return school_day.follows_weekday if school_day.serves else None


def service_days(group: "Group", *, first: date, last: date) -> Iterator[date]:
    """The days from `first` to `last` on which the group meets, make-up days among them (3.2)."""
    for school_day in calendar_of(group.school, group.draw.window.term).days():
        meets = school_day.serves and school_day.follows_weekday == group.weekday
        if meets and first <= school_day.day <= last:
            yield school_day.day


def hours_of_group(group: "Group", days: Sequence[date]) -> list[Hours]:
    """The group's hours on these days, from its earliest grade's beginning to its latest's end.

    A day on which no service period of that number is set for its grades has no hours.
    """
    hours = []
    for day, periods in _periods_on(group.school, days).items():
        spans = [
            (period.starts, period.ends)
            for period in periods
            if period.number == group.period
            and any(period.grade_first <= g <= period.grade_last for g in group.activity.grades)
        ]
        if spans:
            begins, ends = min(starts for starts, _ in spans), max(ends for _, ends in spans)
            hours.append(Hours(_moment(day, begins), _moment(day, ends)))
    return hours


def service_begins_of_grades(
    school: "School", days: Sequence[date]
) -> dict[date, dict[int, datetime]]:
    """When the service of each grade begins on these days: there its normal day has ended (3.2)."""
    begins: dict[date, dict[int, datetime]] = {}
    for day, periods in _periods_on(school, days).items():
        by_grade = begins.setdefault(day, {})
        for period in sorted(periods, key=attrgetter("starts"), reverse=True):
            for grade in range(period.grade_first, period.grade_last + 1):
                by_grade[grade] = _moment(day, period.starts)
    return begins


def _periods_on(school: "School", days: Sequence[date]) -> dict[date, list["ServicePeriod"]]:
    """The service periods in season on each of the days; days without any are left out."""
    in_season = school.service_periods.filter(first_day__lte=max(days), last_day__gte=min(days))
    periods = {
        day: [period for period in in_season if period.first_day <= day <= period.last_day]
        for day in days
    }
    return {day: of_day for day, of_day in periods.items() if of_day}


def _moment(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, CITY_ZONE)
