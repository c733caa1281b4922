"""Terms, the class days in them, and the service periods of each grade (3.2)."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from kehou.kernel.spans import Days
from kehou.schools.core.calendar import DayRule, SchoolCalendar
from kehou.schools.models import CityDay, SchoolDay, ServicePeriod, Term
from kehou.schools.models.calendar import DayKind

if TYPE_CHECKING:
    from kehou.schools.models import School


def terms_not_over(on: date) -> QuerySet[Term]:
    """The term that is running and those that the city has set beyond it, the soonest first."""
    return Term.objects.filter(last_day__gte=on).order_by("first_day")


def term_on(day: date) -> Term | None:
    """The term that the day lies in, or None in the holidays."""
    return Term.objects.filter(first_day__lte=day, last_day__gte=day).first()


def periods_by_grade(school: "School", term: Term) -> dict[int, frozenset[int]]:
    """The numbers of the service periods of each grade in a term; grades without any are left out.

    Seasons are taken together: they move the times of a period, not its number.
    """
    periods = ServicePeriod.objects.filter(
        school=school, first_day__lte=term.last_day, last_day__gte=term.first_day
    )
    numbers: dict[int, frozenset[int]] = {}
    for first, last, number in periods.values_list("grade_first", "grade_last", "number"):
        for grade in range(first, last + 1):
            numbers[grade] = numbers.get(grade, frozenset()) | {number}
    return numbers


def service_periods_of(school: "School", *, not_over_on: date) -> QuerySet[ServicePeriod]:
    """The service periods of the running season and those to come (3.2)."""
    periods = ServicePeriod.objects.filter(school=school, last_day__gte=not_over_on)
    return periods.order_by("first_day", "grade_first", "number")


def calendar_of(school: "School", term: Term) -> SchoolCalendar:
    """A school's calendar of one term, as the city and the school have set it."""
    span = {"day__range": (term.first_day, term.last_day)}
    return SchoolCalendar(
        term=Days(term.first_day, term.last_day + timedelta(days=1)),
        city=_rules(CityDay.objects.filter(**span)),
        school=_rules(SchoolDay.objects.filter(**span, school=school)),
    )


def days_set_by(school: "School", *, after: date) -> QuerySet[SchoolDay]:
    """What the school itself has set for days after this one, the soonest first (3.2)."""
    return SchoolDay.objects.filter(school=school, day__gt=after).order_by("day")


def class_day_after(school: "School", day: date, *, count: int = 1) -> date:
    """The last of `count` class days that begin the day after; the city's last set term ends it.

    Beyond the terms that are set nothing is held, so there the next day will do.
    """
    days = islice((d for d in _class_days(school, day) if d > day), count)
    return max(days, default=day + timedelta(days=1))


def _class_days(school: "School", day: date) -> Iterator[date]:
    for term in terms_not_over(day):
        yield from calendar_of(school, term).class_days()


def _rules(set_apart: "QuerySet[CityDay] | QuerySet[SchoolDay]") -> Mapping[date, DayRule]:
    return {
        row.day: DayRule(row.kind == DayKind.CLASS_DAY, row.reason, row.follows_weekday)
        for row in set_apart
    }
