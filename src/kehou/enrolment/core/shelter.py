"""Whether every child that applies will have somewhere to be: homework time or tutoring (4.1)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kehou.kernel.explained import Reason, Verdict

WEEKDAYS = range(1, 6)


@dataclass(frozen=True, slots=True)
class FallBack:
    """Where a child may always be: for these grades of a campus, in these periods of the week."""

    campus_id: int
    grades: frozenset[int]
    slots: frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Site:
    """A campus and the grades that it teaches."""

    campus_id: int
    name: str
    grades: tuple[int, ...]


def sheltered(
    sites: Iterable[Site],
    periods: Mapping[int, frozenset[int]],
    fall_backs: Iterable[FallBack],
) -> Verdict:
    """Whether each grade of each campus has a fall-back in every period of every weekday (4.1).

    `periods` are the service periods of each grade. A gap is told once.
    """
    sites, fall_backs = tuple(sites), tuple(fall_backs)
    return Verdict((*_without_service(sites, periods), *_gaps(sites, periods, fall_backs)))


def _without_service(
    sites: tuple[Site, ...], periods: Mapping[int, frozenset[int]]
) -> Iterator[Reason]:
    if not sites:
        yield Reason("no_classes_this_year", "3.1")
    bare = sorted({grade for site in sites for grade in site.grades if not periods.get(grade)})
    if bare:
        yield Reason("no_service_periods", "3.2", {"grades": bare})


def _gaps(
    sites: tuple[Site, ...],
    periods: Mapping[int, frozenset[int]],
    fall_backs: tuple[FallBack, ...],
) -> Iterator[Reason]:
    for site in sites:
        there = [room for room in fall_backs if room.campus_id == site.campus_id]
        for period in sorted({n for grade in site.grades for n in periods.get(grade, ())}):
            weekdays_by_grades: dict[tuple[int, ...], list[int]] = {}
            for weekday in WEEKDAYS:
                outside = tuple(
                    grade
                    for grade in site.grades
                    if period in periods.get(grade, ())
                    and not any(grade in r.grades and (weekday, period) in r.slots for r in there)
                )
                weekdays_by_grades.setdefault(outside, []).append(weekday)
            for grades, weekdays in weekdays_by_grades.items():
                if grades:
                    yield _gap(site, weekdays, period, grades)


def _gap(site: Site, weekdays: list[int], period: int, grades: tuple[int, ...]) -> Reason:
    facts = {"campus": site.name, "weekdays": weekdays, "period": period, "grades": list(grades)}
    return Reason("fall_back_missing", "4.1", facts)
