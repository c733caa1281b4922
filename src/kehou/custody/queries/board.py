"""The school's board of an afternoon: who is in the building, with whom, who is still unknown."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from kehou.custody.core.events import Event as Link
from kehou.custody.core.events import HolderKind
from kehou.custody.core.states import Board, board
from kehou.custody.models import Absence, DayClosing, Event, RollCall
from kehou.custody.queries.chains import as_link
from kehou.custody.queries.expected import expected_on, groups_meeting
from kehou.rostering.queries import duties_on

if TYPE_CHECKING:
    from kehou.allocation.models import Group
    from kehou.people.models import Pupil
    from kehou.rostering.models import Duty
    from kehou.schools.models import School


@dataclass(frozen=True, slots=True)
class GroupOfDay:
    """One group that meets today: who is on duty, when its roll was called, whom it expects."""

    group: "Group"
    duties: "Sequence[Duty]"
    called_at: datetime | None
    children: "Sequence[Pupil]"
    here: int


@dataclass(frozen=True, slots=True)
class AwaitedRoll:
    """A group whose roll nobody has called, and the children who wait for that call."""

    row: GroupOfDay
    children: "Sequence[Pupil]"


@dataclass(frozen=True, slots=True)
class InHandsOf:
    """A member of staff and the children who are in their hands now."""

    name: str
    children: "Sequence[Pupil]"


@dataclass(frozen=True, slots=True)
class Gone:
    """A child who has left, when, and with whom."""

    child: "Pupil"
    at: datetime
    how: HolderKind
    name: str


@dataclass(frozen=True, slots=True)
class Afternoon:
    """The whole board. `unknown` are children expected of whom nobody knows anything yet."""

    day: date
    groups: tuple[GroupOfDay, ...]
    in_hands: tuple[InHandsOf, ...]
    unknown: "tuple[Pupil, ...]"
    excused: "tuple[Pupil, ...]"
    gone: tuple[Gone, ...]
    closing: DayClosing | None

    @property
    def here(self) -> int:
        return sum(len(hands.children) for hands in self.in_hands)

    @property
    def awaited(self) -> tuple[AwaitedRoll, ...]:
        """Rolls still to be called, by period; each child stands with the first of its groups."""
        waiting = {child.pk for child in self.unknown} - self._called
        rolls = []
        for row in self.groups:
            children = [child for child in row.children if child.pk in waiting]
            waiting -= {child.pk for child in children}
            if children:
                rolls.append(AwaitedRoll(row, children))
        return tuple(rolls)

    @property
    def missing(self) -> "tuple[Pupil, ...]":
        """Children who were not there when their roll was called, and nobody knows why."""
        return tuple(child for child in self.unknown if child.pk in self._called)

    @property
    def not_called(self) -> int:
        return len(self.unknown) - len(self.missing)

    @property
    def _called(self) -> set[int]:
        return {child.pk for row in self.groups if row.called_at for child in row.children}

    @property
    def expected(self) -> int:
        return self.here + len(self.unknown) + len(self.excused) + len(self.gone)


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read of a day: children and adults by their ids, and the chains folded."""

    children: "Mapping[int, Pupil]"
    adults: Mapping[int, str]
    left_at: Mapping[int, datetime]
    board: Board


def afternoon_of(school: "School", day: date) -> Afternoon:
    """How a school's day stands. The number of queries does not grow with it (7.3.a)."""
    groups = groups_meeting(school, day)
    places = list(expected_on(groups, day))
    excused = set(Absence.objects.filter(school=school, day=day).values_list("pupil_id", flat=True))
    read = _read(school, day, {p.pupil_id: p.pupil for p in places}, excused)
    here = {child for children in read.board.who_has_whom().values() for child in children}
    members: dict[int, list[Pupil]] = defaultdict(list)
    for place in places:
        members[place.group_id].append(place.pupil)
    called = dict(
        RollCall.objects.filter(school=school, day=day).values_list("group_id", "called_at")
    )
    duties: dict[int, list[Duty]] = defaultdict(list)
    for duty in duties_on(school, day):
        duties[duty.group_id].append(duty)
    return Afternoon(
        day=day,
        groups=tuple(
            GroupOfDay(
                group=group,
                duties=duties[group.pk],
                called_at=called.get(group.pk),
                children=members[group.pk],
                here=sum(child.pk in here for child in members[group.pk]),
            )
            for group in groups
        ),
        in_hands=_in_hands(read),
        unknown=tuple(read.children[child] for child in read.board.expected()),
        excused=tuple(
            child for pk, child in read.children.items() if pk in excused - read.board.states.keys()
        ),
        gone=_gone(read),
        closing=DayClosing.objects.filter(school=school, day=day)
        .select_related("closed_by")
        .first(),
    )


def _read(school: "School", day: date, expected: "Mapping[int, Pupil]", excused: set[int]) -> _Read:
    events = list(
        Event.objects.filter(school=school, day=day).select_related(
            "pupil__person", "pupil__class_by_day", "to_holder"
        )
    )
    links: list[Link] = [as_link(event) for event in events]
    children = {event.pupil_id: event.pupil for event in events}
    return _Read(
        children=children | dict(expected),
        adults={event.to_holder_id: event.to_holder.name for event in events},
        left_at={
            event.pupil_id: event.received_at
            for event in events
            if event.to_kind != HolderKind.STAFF
        },
        board=board(expected.keys() - excused, links),
    )


def _in_hands(read: _Read) -> tuple[InHandsOf, ...]:
    return tuple(
        InHandsOf(read.adults[holder], [read.children[child] for child in children])
        for holder, children in read.board.who_has_whom().items()
    )


def _gone(read: _Read) -> tuple[Gone, ...]:
    gone = (
        Gone(read.children[child], read.left_at[child], state.how, read.adults[state.to])
        for child, state in read.board.released().items()
    )
    return tuple(sorted(gone, key=lambda gone: gone.at))
