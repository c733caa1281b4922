"""Where a child stands after its events, and a group after those of its children (7.3.a).

Responsibility is never with nobody: from the first link to the last there is exactly one holder,
and after it the child is in the hands it was released into.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kehou.custody.core.events import Event, HolderKind, Stream
from kehou.kernel.explained import Reason, Verdict
from kehou.ordinance.rules.custody import DayEnd


class BrokenChain(Exception):
    """Events that are no chain. The table admits none such: whoever sees this read too little."""


@dataclass(frozen=True, slots=True)
class Expected:
    """Nobody has taken the child over yet."""


@dataclass(frozen=True, slots=True)
class Held:
    """A member of staff answers for the child."""

    by: int
    stream: Stream


@dataclass(frozen=True, slots=True)
class Released:
    """The child has left: to whom, in what right, and on which paper."""

    to: int
    how: HolderKind
    guardianship: int | None
    permit: int | None
    case_number: str


State = Expected | Held | Released


def chain(events: Iterable[Event]) -> tuple[Event, ...]:
    """The events of one child and day from first to last, in whatever order they were read."""
    links = tuple(sorted(events, key=lambda event: event.number))
    previous = None
    for number, event in enumerate(links):
        if (event.number, event.previous) != (number, previous):
            raise BrokenChain(f"event {event.id} does not follow {previous}")
        previous = event.id
    return links


def state_of(events: Iterable[Event]) -> State:
    """Where the child stands: the head of the chain tells it alone (7.3.a)."""
    links = chain(events)
    return _after(links[-1]) if links else Expected()


def _after(head: Event) -> State:
    if head.to_kind == HolderKind.STAFF:
        return Held(head.to_holder, head.stream)
    return Released(head.to_holder, head.to_kind, head.guardianship, head.permit, head.case_number)


@dataclass(frozen=True, slots=True)
class Board:
    """A group, or a whole school, on one day: where each child stands."""

    states: Mapping[int, State]

    def expected(self) -> tuple[int, ...]:
        """Children whom nobody has taken over and of whom nothing is known."""
        return tuple(sorted(p for p, state in self.states.items() if isinstance(state, Expected)))

    def who_has_whom(self) -> dict[int, tuple[int, ...]]:
        """The children of each member of staff, now (7.3.a)."""
        having: dict[int, list[int]] = defaultdict(list)
        for pupil, state in sorted(self.states.items(), key=lambda entry: entry[0]):
            if isinstance(state, Held):
                having[state.by].append(pupil)
        return {holder: tuple(pupils) for holder, pupils in sorted(having.items())}

    def left(self) -> tuple[int, ...]:
        """Who is still at school: every child in somebody's care."""
        return tuple(sorted(p for p, state in self.states.items() if isinstance(state, Held)))

    def released(self) -> dict[int, Released]:
        """Who has gone, and into whose hands."""
        gone = {p: state for p, state in self.states.items() if isinstance(state, Released)}
        return dict(sorted(gone.items()))

    def day_end(self) -> DayEnd:
        """What decides whether the day may be closed (7.3.a)."""
        return DayEnd(still_held=len(self.left()), unaccounted=len(self.expected()))

    def may_leave_duty(self, holder: int) -> Verdict:
        """Whether a member of staff may go: not while a child is in their care (7.3.a)."""
        children = len(self.who_has_whom().get(holder, ()))
        if not children:
            return Verdict()
        return Verdict((Reason("leaves_with_children_in_care", "7.3.a", {"children": children}),))


def board(expected: Iterable[int], events: Sequence[Event]) -> Board:
    """The board of a day: who was expected and is not excused, and who came besides (7.3.a)."""
    by_pupil: dict[int, list[Event]] = {pupil: [] for pupil in expected}
    for event in events:
        by_pupil.setdefault(event.pupil, []).append(event)
    return Board({pupil: state_of(theirs) for pupil, theirs in by_pupil.items()})
