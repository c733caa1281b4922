"""Draws for the tests: any small one for Hypothesis, and a school of a given size."""

from collections.abc import Iterator
from hashlib import sha256

from hypothesis import strategies as st

from kehou.allocation.core.applications import (
    RANKED_PER_WEEKDAY,
    Draw,
    Offering,
    Pupil,
    Slot,
    Wish,
)

WEEK = tuple(Slot(weekday, period) for weekday in range(1, 6) for period in (1, 2))
ALL_GRADES = frozenset(range(1, 10))
SHELTERS = tuple(Offering(f"room-{slot}", frozenset({slot}), None, 0, ALL_GRADES) for slot in WEEK)
CAMPUSES = ("north", "south")


def a_draw(offerings: tuple[Offering, ...], pupils: tuple[Pupil, ...], seed: int = 0) -> Draw:
    """A draw with a fall-back in every period of the week."""
    key = sha256(bytes([seed])).digest()
    return Draw(key, RANKED_PER_WEEKDAY, WEEK, (*offerings, *SHELTERS), pupils)


def an_offering(name: str, *slots: Slot, capacity: int = 20, minimum: int = 0) -> Offering:
    return Offering(name, frozenset(slots), capacity, minimum, ALL_GRADES)


def a_pupil(name: str, *wishes: str, grade: int = 3) -> Pupil:
    """A pupil who attends the whole week and ranks the wishes in the order given."""
    ranked = tuple(Wish(offering, rank) for rank, offering in enumerate(wishes, start=1))
    return Pupil(name, grade, "north", frozenset(WEEK), ranked)


@st.composite
def draws(draw: st.DrawFn) -> Draw:
    """Any small draw: few seats, ties, doubles, minimums, wishes that are not for the child."""
    slots = st.frozensets(st.sampled_from(WEEK[:4]), min_size=1, max_size=2)
    grades = st.frozensets(st.integers(1, 3), min_size=1)
    offerings = []
    for number in range(draw(st.integers(1, 6))):
        capacity = draw(st.integers(1, 4))
        offerings.append(
            Offering(
                f"o{number}",
                draw(slots),
                capacity,
                draw(st.integers(0, capacity)),
                draw(grades),
                draw(st.sampled_from(("", "", *CAMPUSES))),
            )
        )
    names = st.sampled_from([*(offering.name for offering in offerings), "room-1.1"])
    pupils = []
    for number in range(draw(st.integers(0, 9))):
        wished = draw(st.lists(names, unique=True, max_size=6))
        ranks = [draw(st.integers(1, 7)) for _ in wished]
        pupils.append(
            Pupil(
                f"p{number}",
                draw(st.integers(1, 3)),
                draw(st.sampled_from(CAMPUSES)),
                draw(st.frozensets(st.sampled_from(WEEK[:4]), min_size=1)),
                tuple(map(Wish, wished, ranks)),
            )
        )
    return a_draw(tuple(offerings), tuple(pupils), draw(st.integers(0, 255)))


def a_school(pupils: int, offerings: int, seed: int = 0, seats_percent: int = 60) -> Draw:
    """A school of some size: clubs sought unequally, seats for a part of the attended periods.

    Each child attends some afternoons and ranks up to three wishes for each of them, now and then
    one that is for other grades.
    """
    chances = _chances(seed)
    capacity = max(4, pupils * len(WEEK) * seats_percent // (100 * offerings))
    clubs = []
    for number in range(offerings):
        weekday = number % 5 + 1
        both = next(chances) % 3 == 0
        periods = (1, 2) if both else (next(chances) % 2 + 1,)
        grades = range(1, 7) if next(chances) % 2 else range(*((1, 4), (4, 7))[next(chances) % 2])
        clubs.append(
            Offering(
                f"club-{number:03}",
                frozenset(Slot(weekday, period) for period in periods),
                capacity // (2 if both else 1) + next(chances) % 10,
                5 + next(chances) % 8,
                frozenset(grades),
            )
        )
    children = tuple(_a_child(number, clubs, chances) for number in range(pupils))
    return a_draw(tuple(clubs), children, seed)


def _a_child(number: int, clubs: list[Offering], chances: Iterator[int]) -> Pupil:
    grade = number % 6 + 1
    weekdays = [day for day in range(1, 6) if next(chances) % 5]
    attends = frozenset(slot for slot in WEEK if slot.weekday in weekdays)
    wishes = []
    for day in weekdays:
        today = [
            club
            for club in clubs
            if min(club.slots).weekday == day and (grade in club.grades or next(chances) % 16 == 0)
        ]
        for rank in range(1, 1 + min(3, len(today))):
            sought = min(next(chances) % len(today), next(chances) % len(today))
            wishes.append(Wish(today.pop(sought).name, rank))
    return Pupil(f"pupil-{number:05}", grade, CAMPUSES[number % 2], attends, tuple(wishes))


def _chances(seed: int) -> Iterator[int]:
    """An endless row of numbers that is the same on every machine."""
    block = sha256(bytes([seed])).digest()
    while True:
        yield from (int.from_bytes(block[at : at + 4]) for at in range(0, 32, 4))
        block = sha256(block).digest()
