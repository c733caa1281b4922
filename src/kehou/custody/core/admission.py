"""Whether an event may be added to a chain: every reason against it, not only the first (7.3.a).

The chain's own rules stand here: one holder at a time, nobody gives away a child they do not have,
nobody receives one without accepting, nothing follows a release but a correction. What the
ordinance says of hands, permits and catch-up is asked of `kehou.ordinance`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kehou.custody.core.events import Event, HolderKind, Kind, Stream
from kehou.kernel.explained import Reason, Verdict
from kehou.kernel.spans import Days
from kehou.ordinance.parameters import Ordinance
from kehou.ordinance.rules.custody import (
    Collection,
    HandOver,
    WalkHome,
    admissible_collection,
    admissible_hand_over,
    admissible_walk_home,
)

NOBODY = 0  # ids of persons begin at 1
RECEIVERS = {
    Kind.OPEN: frozenset({HolderKind.STAFF}),
    Kind.TRANSFER: frozenset({HolderKind.STAFF}),
    Kind.RELEASE: frozenset({HolderKind.GUARDIAN, HolderKind.SELF, HolderKind.AUTHORITY}),
    Kind.CORRECT: frozenset({HolderKind.STAFF}),
}


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known at that moment of the persons and papers that an event names.

    `acting` records it in a session of their own; `accepted_by` took the child over by name, in
    theirs. The right to collect and the permit are those of this very child, None where there is
    none in the books.
    """

    acting: int
    accepted_by: int | None = None
    receiver_is_on_duty: bool = False
    pick_up_right: Days | None = None
    must_not_collect: bool = False
    permit: Days | None = None
    permit_was_shown: bool = False


def admissible_event(
    event: Event, head: Event | None, known: Circumstances, ordinance: Ordinance
) -> Verdict:
    """Whether this event may be the next link after `head`, the last one there is (7.3.a to d).

    An event that names another link than the head was recorded by somebody who did not know what
    had happened meanwhile. It is not judged further: they must look again first.
    """
    if misplaced := tuple(_misplaced(event, head)):
        return Verdict(misplaced)
    return Verdict(
        (
            *_entitled(event, head, known),
            *_receiving(event, known, ordinance),
            *_papers(event, known, ordinance),
        )
    )


def _misplaced(event: Event, head: Event | None) -> Iterator[Reason]:
    """Whether the event follows the head, and says the truth about it."""
    told = (event.previous, event.from_holder, event.previous_kind)
    if head is None:
        if event.kind != Kind.OPEN or told != (None, None, None) or event.number:
            yield Reason("child_not_taken_over_yet", "7.3.a")
    elif event.kind == Kind.OPEN:
        yield Reason("child_taken_over_already", "7.3.a")
    elif (event.pupil, event.day) != (head.pupil, head.day):
        yield Reason("event_of_another_child", "7.3.a")
    elif (event.previous, event.number) != (head.id, head.number + 1):
        yield Reason("child_has_moved_on", "7.3.a")
    elif told != (head.id, head.to_holder, head.to_kind):
        yield Reason("sender_is_not_the_holder", "7.3.a")
    elif event.stream != head.stream:
        yield Reason("stream_changed_midway", "7.3.d")
    elif head.to_kind != HolderKind.STAFF and event.kind != Kind.CORRECT:
        yield Reason("child_released_already", "7.3.a")


def _entitled(event: Event, head: Event | None, known: Circumstances) -> Iterator[Reason]:
    """Whether it is for the acting person to record this.

    A correction is the safety officer's (a permission asks for the role), and never one person's:
    somebody else takes the child over.
    """
    if event.kind == Kind.CORRECT:
        if known.acting == event.to_holder:
            yield Reason("correction_by_one_alone", "7.3.a")
        if not event.reason.strip():
            yield Reason("correction_without_reason", "7.3.a")
        return
    holder = head.to_holder if head else NOBODY
    concerned = {holder} if event.kind == Kind.RELEASE else {holder, event.to_holder}
    if known.acting not in concerned:
        yield Reason("child_not_in_your_care", "7.3.a")


def _receiving(event: Event, known: Circumstances, ordinance: Ordinance) -> Iterator[Reason]:
    """Whether the child comes to somebody who may have it, and who has said yes."""
    if event.to_kind not in RECEIVERS[event.kind]:
        yield Reason("receiver_does_not_fit", "7.3.a")
    elif event.to_kind == HolderKind.STAFF:
        yield from admissible_hand_over(
            HandOver(
                sender=event.from_holder or NOBODY,
                receiver=event.to_holder,
                receiver_is_on_duty=known.receiver_is_on_duty,
                receiver_accepts=known.accepted_by == event.to_holder,
                is_catch_up=event.stream == Stream.CATCH_UP and event.kind == Kind.TRANSFER,
                recorded_reason=event.reason,
            ),
            ordinance,
        ).against


def _papers(event: Event, known: Circumstances, ordinance: Ordinance) -> Iterator[Reason]:
    """Whether whoever leaves with the child has the paper for it, named by the event itself."""
    is_catch_up = event.stream == Stream.CATCH_UP
    if event.to_kind == HolderKind.GUARDIAN:
        right = known.pick_up_right if event.guardianship is not None else None
        collection = Collection(right, known.must_not_collect)
        yield from admissible_collection(collection, ordinance).against
    elif event.to_kind == HolderKind.SELF:
        permit = known.permit if event.permit is not None else None
        walk = WalkHome(is_catch_up, permit, known.permit_was_shown)
        yield from admissible_walk_home(walk, ordinance).against
    elif event.to_kind == HolderKind.AUTHORITY:
        if is_catch_up:
            yield Reason("catch_up_only_to_guardian", "7.3.d")
        if not event.case_number.strip():
            yield Reason("authority_without_case_number", "7.3.a")
