"""The plan of an activity: all of it that a reviewer passes or returns (5.4.b)."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, NamedTuple

# The five educations in the order in which everybody says them (1).
FIVE = ("moral", "intellectual", "physical", "aesthetic", "labour")


class Slot(NamedTuple):
    """One service period of every week: Monday is weekday 1."""

    weekday: int
    period: int


class Meeting(NamedTuple):
    """The same periods on one weekday after another: Monday to Friday, periods 1 and 2."""

    first: int
    last: int
    periods: tuple[int, ...]


def meetings(slots: Iterable[Slot]) -> tuple[Meeting, ...]:
    """The weekly periods as people say them, in as few words as can be."""
    by_weekday: dict[int, list[int]] = {}
    for slot in sorted(slots):
        by_weekday.setdefault(slot.weekday, []).append(slot.period)
    told: list[Meeting] = []
    for weekday, numbers in by_weekday.items():
        periods = tuple(numbers)
        if told and told[-1].last == weekday - 1 and told[-1].periods == periods:
            told[-1] = told[-1]._replace(last=weekday)
        else:
            told.append(Meeting(weekday, weekday, periods))
    return tuple(told)


def runs(numbers: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Numbers as runs from one to another: 1, 2, 3, 6 are 1 to 3, and 6."""
    told: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if told and told[-1][1] == number - 1:
            told[-1] = (told[-1][0], number)
        else:
            told.append((number, number))
    return tuple(told)


@dataclass(frozen=True, slots=True)
class Plan:
    """What an activity is to be. `subject` is "" where it teaches no exam subject."""

    title: str
    kind: str
    summary: str
    educations: tuple[str, ...]
    grades: tuple[int, ...]
    slots: tuple[Slot, ...]
    room_id: int
    leader_id: int
    smallest: int
    largest: int
    to_bring: str = ""
    subject: str = ""
    by_class: bool = False

    @property
    def weekdays(self) -> frozenset[int]:
        return frozenset(slot.weekday for slot in self.slots)

    def in_order(self) -> "Plan":
        """The same plan with its lists sorted, so that equal plans are written alike."""
        return replace(
            self,
            educations=tuple(sorted(self.educations, key=FIVE.index)),
            grades=tuple(sorted(self.grades)),
            slots=tuple(sorted(self.slots)),
        )

    def as_written(self) -> dict[str, Any]:
        """As a version keeps it."""
        return asdict(self.in_order())

    @classmethod
    def as_read(cls, written: Mapping[str, Any]) -> "Plan":
        lists = {
            "educations": tuple(written["educations"]),
            "grades": tuple(written["grades"]),
            "slots": tuple(Slot(*slot) for slot in written["slots"]),
        }
        return cls(**{**written, **lists})


def changed_parts(before: Plan, after: Plan) -> tuple[str, ...]:
    """The names of what differs, in the order in which a plan is told."""
    old, new = before.as_written(), after.as_written()
    return tuple(part for part in old if old[part] != new[part])
