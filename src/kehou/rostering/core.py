"""Who can take a duty: on the staff, vetted, not teaching, not elsewhere (5.1.a, 7.1.b)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from kehou.kernel.explained import Reason, Verdict

# Timetables number lessons and tell no hours. What is certain is that a grade's normal day ends
# when its service begins, so its lessons are counted back from there, each with the break after it.
LESSON_AND_BREAK: Final = timedelta(minutes=50)


@dataclass(frozen=True, order=True, slots=True)
class Hours:
    """One span of time on one day; what ends when another begins does not touch it."""

    begins: datetime
    ends: datetime

    @property
    def day(self) -> date:
        """The day as the clocks of the city tell it: hours are made with their zone."""
        return self.begins.date()

    def overlap(self, other: "Hours") -> bool:
        return self.begins < other.ends and other.begins < self.ends


@dataclass(frozen=True, slots=True)
class Candidate:
    """A member of staff, as far as it matters for a duty; `taken` are other duties."""

    joined_on: date
    left_on: date | None = None
    vetted_on: date | None = None
    lessons: tuple[Hours, ...] = ()
    taken: tuple[Hours, ...] = ()


def hours_of_lesson(number: int, *, last_number: int, service_begins: datetime) -> Hours:
    """When a lesson of the normal day is, counted back from the service that follows the last."""
    ends = service_begins - (last_number - number) * LESSON_AND_BREAK
    return Hours(ends - LESSON_AND_BREAK, ends)


def admissible_duties(asked: Sequence[Hours], candidate: Candidate) -> Verdict:
    """Whether somebody can take all of these duties, with the days on which they cannot."""
    checks: dict[str, tuple[str, Callable[[Hours], bool]]] = {
        "not_on_the_staff": ("7.1.b", lambda hours: not _on_staff(candidate, hours.day)),
        "vetting_has_lapsed": ("7.1.b", lambda hours: _vetting_lapsed(candidate, hours.day)),
        "teaches_then": ("5.1.a", lambda hours: any(map(hours.overlap, candidate.lessons))),
        "on_duty_elsewhere": ("7.1.b", lambda hours: any(map(hours.overlap, candidate.taken))),
    }
    against = []
    for code, (clause, stands_against) in checks.items():
        days = tuple(sorted({hours.day for hours in asked if stands_against(hours)}))
        if days:
            against.append(Reason(code, clause, {"days": days}))
    return Verdict(tuple(against))


def _on_staff(candidate: Candidate, day: date) -> bool:
    left = candidate.left_on is not None and candidate.left_on <= day
    return candidate.joined_on <= day and not left


def _vetting_lapsed(candidate: Candidate, day: date) -> bool:
    """Vetting holds for a year. Whoever has no date yet is the business of the staff list."""
    vetted = candidate.vetted_on
    if vetted is None:
        return False
    return (day.year, day.month, day.day) > (vetted.year + 1, vetted.month, vetted.day)
