"""Which days of a term are class days, and which afternoons carry the service (3.2).

Three voices, each weaker than the one before it: the state (public holidays, make-up work days),
the city, the school. Whoever is nearer may close a day; nobody reopens what was closed above.
A make-up day follows the timetable of some weekday. Which one is announced, never assumed: until
then the day is a class day without a timetable, and the calendar's notes say so.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from itertools import groupby

from kehou.kernel.explained import Reason, Verdict
from kehou.kernel.spans import Days
from kehou.schools.core.holidays.public_days import (
    LAST_SCHOOL_WEEKDAY,
    PublicDay,
    lacking,
    public_day,
)

OCTETS_OF_A_LINE = 75


class DayKind(StrEnum):
    """What a day is to a school."""

    CLASS = "class"
    MAKE_UP = "make_up"
    EXTRA = "extra"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    CLOSED = "closed"
    OUTSIDE_TERM = "outside_term"


WITH_CLASSES = frozenset({DayKind.CLASS, DayKind.MAKE_UP, DayKind.EXTRA})


@dataclass(frozen=True, slots=True)
class DayRule:
    """What the city or the school has set for one day, and the reason in its own words.

    `follows_weekday` (1 Monday to 5 Friday) names the timetable of the day. A class day that does
    not serve has lessons and no service after them.
    """

    is_open: bool
    reason: str
    follows_weekday: int | None = None
    serves: bool = True

    def __post_init__(self) -> None:
        if self.follows_weekday not in (None, 1, 2, 3, 4, 5):
            raise ValueError(f"a timetable is that of weekday 1 to 5, not {self.follows_weekday}")


@dataclass(frozen=True, slots=True)
class SchoolDay:
    """One day of the calendar, and why it is what it is."""

    day: date
    kind: DayKind
    why: Reason
    follows_weekday: int | None = None
    serves: bool = False

    @property
    def has_classes(self) -> bool:
        return self.kind in WITH_CLASSES


@dataclass(frozen=True, slots=True)
class SchoolCalendar:
    """One school's term, day by day, under what the state, the city and the school have set."""

    term: Days
    city: Mapping[date, DayRule]
    school: Mapping[date, DayRule]

    def __post_init__(self) -> None:
        if self.term.until is None:
            raise ValueError("a term has a last day")

    def day(self, day: date) -> SchoolDay:
        """What this day is, whose timetable it follows, and whether the service runs (3.2)."""
        if day not in self.term:
            facts = {"day": day, "first": self.term.first, "last": max(self.term)}
            return SchoolDay(day, DayKind.OUTSIDE_TERM, Reason("outside_term", "3.2", facts))
        public = public_day(day)
        if public is not None and public.is_off:
            why = Reason("public_holiday", "3.2", {"festival": public.festival})
            return SchoolDay(day, DayKind.HOLIDAY, why)
        city, school = self.city.get(day), self.school.get(day)
        if city is not None and not city.is_open:
            why = Reason("closed_by_city", "3.2", {"reason": city.reason})
            return SchoolDay(day, DayKind.CLOSED, why)
        if school is not None and not school.is_open:
            why = Reason("closed_by_school", "3.2", {"reason": school.reason})
            return SchoolDay(day, DayKind.CLOSED, why)
        return _open_day(day, public, [rule for rule in (city, school) if rule is not None])

    def days(self) -> list[SchoolDay]:
        """The whole term, day by day."""
        return [self.day(day) for day in self.term]

    def class_days(self) -> tuple[date, ...]:
        """The days of the term on which classes are held."""
        return tuple(day.day for day in self.days() if day.has_classes)

    def service_days(self) -> tuple[date, ...]:
        """The class days whose afternoon carries the service (3.2)."""
        return tuple(day.day for day in self.days() if day.serves)

    def notes(self) -> tuple[Reason, ...]:
        """What is still open about this term: unannounced holidays, days without a timetable."""
        days = self.days()
        unannounced = tuple(
            Reason("timetable_unannounced", "3.2", {"day": day.day})
            for day in days
            if day.has_classes and day.follows_weekday is None
        )
        return (*lacking(sorted({day.day.year for day in days})), *unannounced)

    def admits(self, day: date, rule: DayRule) -> Verdict:
        """Whether the school may set this rule for this day (3.2)."""
        against = []
        stands = self.day(day)
        if stands.kind == DayKind.OUTSIDE_TERM:
            against.append(stands.why)
        if rule.is_open and stands.kind == DayKind.HOLIDAY:
            facts = {"day": day, "festival": stands.why.facts["festival"]}
            against.append(Reason("no_classes_on_a_holiday", "3.2", facts))
        if rule.is_open and stands.why.code == "closed_by_city":
            facts = {"day": day, "reason": stands.why.facts["reason"]}
            against.append(Reason("not_open_against_the_city", "3.2", facts))
        if not rule.reason.strip():
            against.append(Reason("day_set_without_reason", "3.2", {"day": day}))
        return Verdict(tuple(against))


def _open_day(day: date, public: PublicDay | None, rules: list[DayRule]) -> SchoolDay:
    """A day that nobody closed; the school's word, the last, names the timetable."""
    named = [rule.follows_weekday for rule in rules if rule.follows_weekday is not None]
    follows = named[-1] if named else None
    serves = all(rule.serves for rule in rules)
    if day.isoweekday() <= LAST_SCHOOL_WEEKDAY:
        why = Reason("class_day", "3.2")
        if not serves:
            reason = next(rule.reason for rule in rules if not rule.serves)
            why = Reason("class_day_without_service", "3.2", {"reason": reason})
        return SchoolDay(day, DayKind.CLASS, why, follows or day.isoweekday(), serves)
    if public is not None:
        why = Reason("make_up_day", "3.2", {"festival": public.festival})
        return SchoolDay(day, DayKind.MAKE_UP, why, follows, serves)
    if rules:
        why = Reason("extra_class_day", "3.2", {"reason": rules[-1].reason})
        return SchoolDay(day, DayKind.EXTRA, why, follows, serves)
    return SchoolDay(day, DayKind.WEEKEND, Reason("weekend", "3.2"))


def as_ics(
    calendar: SchoolCalendar,
    *,
    name: str,
    identity: str,
    at: datetime,
    say: Callable[[Reason], str],
) -> str:
    """The days that are not ordinary, as an iCalendar file to subscribe to (RFC 5545) (3.2).

    `identity` is the school's lasting name in the events' ids, so that a later file replaces them.
    """
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Kehou//School calendar//ZH"]
    lines = [*head, "CALSCALE:GREGORIAN", f"X-WR-CALNAME:{_escaped(name)}"]
    notable = (day for day in calendar.days() if day.why.code not in ("class_day", "weekend"))
    for _, run in groupby(enumerate(notable), key=_stays_together):
        days = [day for _, day in run]
        first, last = days[0].day, days[-1].day
        lines += [
            "BEGIN:VEVENT",
            f"UID:{first:%Y%m%d}@{identity}",
            f"DTSTAMP:{at.astimezone(UTC):%Y%m%dT%H%M%SZ}",
            f"DTSTART;VALUE=DATE:{first:%Y%m%d}",
            f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_escaped(say(days[0].why))}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _stays_together(numbered: tuple[int, SchoolDay]) -> tuple[int, str, str]:
    """Days in a row for the same reason share a key: day and place in the list grow alike."""
    place, day = numbered
    return (day.day.toordinal() - place, day.why.code, str(day.why.facts))


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, "\\" + sign)
    return text.replace("\n", "\\n")


def _folded(line: str) -> str:
    """Lines of at most 75 octets; a continuation begins with a space, a character stays whole."""
    pieces, width = [""], 0
    for sign in line:
        octets = len(sign.encode("utf-8"))
        if width + octets > OCTETS_OF_A_LINE:
            pieces.append(" ")
            width = 1
        pieces[-1] += sign
        width += octets
    return "\r\n".join(pieces)
