"""What a school has, and whether a plan fits into it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kehou.catalogue.core.plan import Plan
from kehou.kernel.explained import Reason, Verdict


@dataclass(frozen=True, slots=True)
class Place:
    """A room as a plan sees it."""

    name: str
    campus_id: int
    capacity: int


@dataclass(frozen=True, slots=True)
class Premises:
    """A school in one term: rooms and staff by id, the service periods of each of its grades.

    `titles` are those of the term's other activities.
    """

    rooms: Mapping[int, Place]
    staff: frozenset[int]
    periods: Mapping[int, frozenset[int]]
    titles: frozenset[str]


def fits(plan: Plan, premises: Premises, *, has_always_room: bool) -> Verdict:
    """Whether the school has the room, the periods and the leader that a plan asks for (3.2).

    What always has room is held in as many rooms as it takes: its size is not compared with one.
    """
    return Verdict(
        (
            *_against_words(plan, premises),
            *_against_people(plan, premises),
            *_against_periods(plan, premises),
            *_against_sizes(plan, premises, has_always_room),
        )
    )


def _against_words(plan: Plan, premises: Premises) -> Iterator[Reason]:
    if not plan.title.strip() or not plan.summary.strip():
        yield Reason("activity_is_about_something", "5.4.b")
    if plan.title in premises.titles:
        yield Reason("activity_title_is_used_once_a_term", "7.2.a")


def _against_people(plan: Plan, premises: Premises) -> Iterator[Reason]:
    if plan.leader_id not in premises.staff:
        yield Reason("leader_not_on_the_staff", "7.1.b")
    if not plan.grades:
        yield Reason("activity_is_for_some_grade", "2.2.a")
    if strange := [grade for grade in plan.grades if grade not in premises.periods]:
        yield Reason("grades_without_service", "3.2", {"grades": strange})


def _against_periods(plan: Plan, premises: Premises) -> Iterator[Reason]:
    if not plan.slots:
        yield Reason("activity_meets_sometime", "3.2")
    for slot in sorted(plan.slots):
        outside = [
            grade
            for grade in plan.grades
            if grade in premises.periods and slot.period not in premises.periods[grade]
        ]
        if outside:
            facts = {"weekday": slot.weekday, "period": slot.period, "grades": outside}
            yield Reason("period_not_served", "3.2", facts)


def _against_sizes(plan: Plan, premises: Premises, has_always_room: bool) -> Iterator[Reason]:
    room = premises.rooms.get(plan.room_id)
    if not 1 <= plan.smallest <= plan.largest:
        yield Reason("activity_has_room_for_its_smallest_size", "7.2.b")
    if room is None:
        yield Reason("room_not_of_the_school", "7.2.c")
    elif plan.largest > room.capacity and not has_always_room:
        facts = {"room": room.name, "capacity": room.capacity, "largest": plan.largest}
        yield Reason("room_too_small", "7.2.c", facts)
