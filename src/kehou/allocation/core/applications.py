"""What the draw is given: periods of the week, offerings, pupils with their ranked wishes (7.2.b).

Names only, no persons: a pupil is a pseudonym, an offering an opaque name. A rank is a whole number
from 1 on and may repeat, for families may rank each weekday by itself or the week as a whole; the
weights say what a rank is worth. Nothing here depends on the order in which anything is listed.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from kehou.kernel.explained import Reason, Verdict

RANKED_PER_WEEKDAY = (10_000, 7_500, 5_500, 4_000, 3_000)
RANKED_OVERALL = tuple(10_000 - 900 * place for place in range(11))


class Slot(NamedTuple):
    """One service period of the week: Monday is weekday 1."""

    weekday: int
    period: int

    def __str__(self) -> str:
        return f"{self.weekday}.{self.period}"


@dataclass(frozen=True, slots=True)
class Offering:
    """Something to take part in: its periods, seats, smallest group, and whom it is for.

    A fall-back (homework time, tutoring) has one period, no limit of seats (`capacity` None) and no
    minimum: it has room for whoever applied (4.1). No campus ("") means every campus.
    """

    name: str
    slots: frozenset[Slot]
    capacity: int | None
    minimum: int
    grades: frozenset[int]
    campus: str = ""

    @property
    def is_fallback(self) -> bool:
        return self.capacity is None


class Wish(NamedTuple):
    """An offering and the rank that the family gave it; 1 is the dearest."""

    offering: str
    rank: int


@dataclass(frozen=True, slots=True)
class Pupil:
    """One applying child: the periods attended, and the wishes."""

    pseudonym: str
    grade: int
    campus: str
    attends: frozenset[Slot]
    wishes: tuple[Wish, ...]


@dataclass(frozen=True, slots=True)
class Draw:
    """Everything that decides a draw, frozen at the deadline.

    `weights[r - 1]` is what one period is worth under rank r, in ten-thousandths; the last weight
    goes for every later rank.
    """

    seed: bytes
    weights: tuple[int, ...]
    slots: tuple[Slot, ...]
    offerings: tuple[Offering, ...]
    pupils: tuple[Pupil, ...]


def obstacle(pupil: Pupil, offering: Offering) -> str:
    """The reason why an offering is not for this pupil at all; "" where it is (2.2.a)."""
    if pupil.grade not in offering.grades:
        return "wish_other_grade"
    if offering.campus not in ("", pupil.campus):
        return "wish_other_campus"
    if not offering.slots <= pupil.attends:
        return "wish_not_attended"
    return ""


def shelters(draw: Draw) -> dict[tuple[Slot, int, str], Offering | None]:
    """The fall-back of each period for each kind of child, by grade and campus (4.1).

    Where several take the child it is the first by name; None where the school has none.
    """
    rooms = sorted((o for o in draw.offerings if o.is_fallback), key=lambda room: room.name)
    kinds = {
        (slot, pupil.grade, pupil.campus): pupil for pupil in draw.pupils for slot in pupil.attends
    }
    return {
        kind: next((o for o in rooms if kind[0] in o.slots and not obstacle(pupil, o)), None)
        for kind, pupil in kinds.items()
    }


def faults(draw: Draw) -> Verdict:
    """What makes a draw impossible to hold: names twice, unknown wishes, no fall-back."""
    return Verdict(
        (
            *_named_twice(draw),
            *_misweighed(draw),
            *_misshapen(draw),
            *_misread(draw),
            *_unsheltered(draw),
        )
    )


def _named_twice(draw: Draw) -> Iterator[Reason]:
    for code, names in (
        ("draw_offering_twice", Counter(offering.name for offering in draw.offerings)),
        ("draw_pupil_twice", Counter(pupil.pseudonym for pupil in draw.pupils)),
    ):
        for name in sorted(name for name, times in names.items() if times > 1):
            yield Reason(code, "7.2.b", {"name": name})


def _misweighed(draw: Draw) -> Iterator[Reason]:
    """A dearer wish is worth no less than a later one, and each is worth something."""
    falling = sorted(draw.weights, reverse=True)
    if not falling or list(draw.weights) != falling or falling[-1] < 1:
        yield Reason("draw_weights_misshapen", "7.2.b", {"weights": list(draw.weights)})


def _misshapen(draw: Draw) -> Iterator[Reason]:
    week = set(draw.slots)
    for offering in draw.offerings:
        name = {"offering": offering.name}
        if not offering.slots or not offering.slots <= week:
            yield Reason("draw_periods_unknown", "7.2.b", name)
        if offering.capacity is None:
            if len(offering.slots) != 1 or offering.minimum:
                yield Reason("draw_fallback_misshapen", "4.1", name)
        elif not 0 <= offering.minimum <= offering.capacity or not offering.capacity:
            facts = {**name, "capacity": offering.capacity, "minimum": offering.minimum}
            yield Reason("draw_seats_misshapen", "7.2.b", facts)


def _misread(draw: Draw) -> Iterator[Reason]:
    """Faults of the pupils' forms, told by pseudonym."""
    week = set(draw.slots)
    known = {offering.name for offering in draw.offerings}
    for pupil in draw.pupils:
        name = {"pupil": pupil.pseudonym}
        if not pupil.attends <= week:
            yield Reason("draw_attendance_unknown", "7.2.b", name)
        for offering, times in sorted(Counter(wish.offering for wish in pupil.wishes).items()):
            if offering not in known:
                yield Reason("draw_wish_unknown", "7.2.b", {**name, "offering": offering})
            if times > 1:
                yield Reason("draw_wish_twice", "7.2.b", {**name, "offering": offering})
        if any(wish.rank < 1 for wish in pupil.wishes):
            yield Reason("draw_rank_misread", "7.2.b", name)


def _unsheltered(draw: Draw) -> Iterator[Reason]:
    """One reason for each kind of child and period that no fall-back takes."""
    for (slot, grade, campus), room in sorted(shelters(draw).items(), key=lambda kind: kind[0]):
        if room is None:
            facts = {"slot": str(slot), "grade": grade, "campus": campus}
            yield Reason("draw_no_fallback", "4.1", facts)
