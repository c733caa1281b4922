"""The service periods of a day: two class periods after the normal day's end, per grade (3.2).

A plan covers a run of grades for one season, winter and summer time being seasons of their own. An
adjustment is a plan that takes the place of the normal one while it lasts, and says why. How far a
school may adjust is a rule of the ordinance; this module only lays out the times.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time
from itertools import combinations

from kehou.kernel.explained import Reason, Verdict
from kehou.kernel.spans import Days

SCHOOL_WEEKDAYS = frozenset({1, 2, 3, 4, 5})
MINUTES_OF_A_DAY = 24 * 60


@dataclass(frozen=True, order=True, slots=True)
class Period:
    """One service period of one day; `number` counts from the end of the normal day."""

    number: int
    begins: time
    ends: time


@dataclass(frozen=True, slots=True)
class Plan:
    """The service of some grades while a season lasts: periods, and the break before each."""

    season: Days
    first_grade: int
    last_grade: int
    normal_end: time
    minutes: tuple[int, ...] = (40, 40)
    breaks: tuple[int, ...] = (10, 10)
    weekdays: frozenset[int] = SCHOOL_WEEKDAYS

    def __post_init__(self) -> None:
        if not 1 <= self.first_grade <= self.last_grade <= 9:
            raise ValueError(f"no grades {self.first_grade} to {self.last_grade}")
        if len(self.breaks) != len(self.minutes) or any(pause < 0 for pause in self.breaks):
            raise ValueError("each period has one break before it, of no or more minutes")
        if any(lasts < 1 for lasts in self.minutes):
            raise ValueError("a period lasts at least one minute")
        if not self.weekdays or not self.weekdays <= SCHOOL_WEEKDAYS:
            raise ValueError("a plan is for some weekdays of 1 Monday to 5 Friday")
        if _minute(self.normal_end) + sum(self.breaks) + sum(self.minutes) >= MINUTES_OF_A_DAY:
            raise ValueError("the last period ends before midnight")

    def covers(self, day: date, grade: int, weekday: int) -> bool:
        """Whether this plan speaks of that grade on that day, by that weekday's timetable."""
        has_grade = self.first_grade <= grade <= self.last_grade
        return has_grade and day in self.season and weekday in self.weekdays

    def meets(self, other: "Plan") -> bool:
        """Whether some grade could have both plans on one day.

        Weekdays are compared by themselves: a make-up Saturday inside the common days may follow
        any of them.
        """
        common_grades = (
            self.first_grade <= other.last_grade and other.first_grade <= self.last_grade
        )
        return (
            common_grades
            and bool(self.weekdays & other.weekdays)
            and self.season.overlaps(other.season)
        )

    def periods(self) -> tuple[Period, ...]:
        """The periods one after another, counted from the end of the normal day."""
        return tuple(self._laid_out())

    def _laid_out(self) -> Iterator[Period]:
        minute = _minute(self.normal_end)
        laid = zip(self.breaks, self.minutes, strict=True)
        for number, (pause, lasts) in enumerate(laid, start=1):
            begins = minute + pause
            minute = begins + lasts
            yield Period(number, _clock(begins), _clock(minute))


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A plan that takes the place of the normal one for its days, and the reason for it (3.2)."""

    plan: Plan
    reason: str


@dataclass(frozen=True, slots=True)
class ServiceTimes:
    """All plans and adjustments of one school."""

    plans: tuple[Plan, ...]
    adjustments: tuple[Adjustment, ...] = ()

    def periods_on(
        self, day: date, grade: int, *, weekday: int | None = None
    ) -> tuple[Period, ...]:
        """The service periods of a grade on a day; none where no plan speaks of it (3.2).

        `weekday` is the one whose timetable the day follows, where it is not its own.
        """
        plan = self._plan_on(day, grade, weekday or day.isoweekday())
        return plan.periods() if plan else ()

    def faults(self, term: Days, grades: Iterable[int]) -> Verdict:
        """What is wrong with the times of a term: overlaps, gaps, reasons left out (3.2)."""
        adjusted = [adjustment.plan for adjustment in self.adjustments]
        return Verdict(
            (
                *_overlaps("service_times_overlap", self.plans),
                *_overlaps("adjustments_overlap", adjusted),
                *self._reasons_left_out(),
                *self._gaps(term, grades),
            )
        )

    def _plan_on(self, day: date, grade: int, weekday: int) -> Plan | None:
        """The adjustment that covers the day, else the normal plan; an adjustment may be empty."""
        plans = (*(adjustment.plan for adjustment in self.adjustments), *self.plans)
        return next((plan for plan in plans if plan.covers(day, grade, weekday)), None)

    def _reasons_left_out(self) -> Iterator[Reason]:
        for adjustment in self.adjustments:
            if not adjustment.reason.strip():
                facts = {"first": adjustment.plan.season.first}
                yield Reason("adjustment_without_reason", "3.2", facts)

    def _gaps(self, term: Days, grades: Iterable[int]) -> Iterator[Reason]:
        """One reason for each grade that has no plan on some Monday to Friday of the term."""
        weekdays = [day for day in term if day.isoweekday() in SCHOOL_WEEKDAYS]
        for grade in grades:
            bare = [day for day in weekdays if not self._plan_on(day, grade, day.isoweekday())]
            if bare:
                facts = {"grade": grade, "first": bare[0], "last": bare[-1], "days": len(bare)}
                yield Reason("service_times_missing", "3.2", facts)


def _overlaps(code: str, plans: Iterable[Plan]) -> Iterator[Reason]:
    for one, other in combinations(plans, 2):
        if one.meets(other):
            facts = {
                "first_grade": max(one.first_grade, other.first_grade),
                "last_grade": min(one.last_grade, other.last_grade),
                "first": max(one.season.first, other.season.first),
            }
            yield Reason(code, "3.2", facts)


def _minute(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _clock(minute: int) -> time:
    return time(minute // 60, minute % 60)
