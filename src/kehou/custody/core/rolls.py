"""A group's roll: whether it may stand as called, and which links of chains it makes (7.2.b)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from kehou.custody.core.events import Event, HolderKind, Kind, Stream
from kehou.kernel.explained import Reason, Verdict


class Mark(StrEnum):
    """What is said of one child: there, there but late, excused by somebody, or not there."""

    PRESENT = "present"
    LATE = "late"
    EXCUSED = "excused"
    ABSENT = "absent"


THERE = frozenset({Mark.PRESENT, Mark.LATE})


@dataclass(frozen=True, slots=True)
class Roll:
    """A roll as it was called. `names` are those expected; `heads` the last link of each chain."""

    marks: Mapping[int, Mark]
    names: Mapping[int, str]
    excused: Collection[int]
    heads: Mapping[int, Event]

    def there(self) -> list[int]:
        """Whom somebody is to have in their hands from now on."""
        return [pupil for pupil, mark in self.marks.items() if mark in THERE]


def admissible_roll(roll: Roll) -> Verdict:
    """Whether a roll may stand: every child of the group named, none of another, and all true.

    A child is excused by whoever said so, never by whoever calls. One that has left today cannot
    be there again before the safety officer has corrected it.
    """
    excused_by_nobody = [
        pupil
        for pupil, mark in roll.marks.items()
        if mark is Mark.EXCUSED and pupil not in roll.excused
    ]
    gone = [
        pupil
        for pupil in roll.there()
        if pupil in roll.heads and roll.heads[pupil].to_kind != HolderKind.STAFF
    ]
    against = []
    if left_out := roll.names.keys() - roll.marks.keys():
        children = _named(left_out, roll)
        against.append(Reason("roll_leaves_children_out", "7.2.b", {"children": children}))
    if strangers := len(roll.marks.keys() - roll.names.keys()):
        against.append(Reason("roll_names_strangers", "7.2.b", {"children": strangers}))
    if excused_by_nobody:
        children = _named(excused_by_nobody, roll)
        against.append(Reason("excused_by_nobody", "7.2.b", {"children": children}))
    if gone:
        against.append(Reason("called_but_gone", "7.3.a", {"children": _named(gone, roll)}))
    return Verdict(tuple(against))


def taking_over(
    pupil: int, head: Event | None, *, by: int, day: date, event_id: UUID, reason: str = ""
) -> Event | None:
    """The link by which a member of staff takes a child over; None if they have it already."""
    if head is None:
        return Event(
            id=event_id,
            pupil=pupil,
            day=day,
            stream=Stream.CARE,
            kind=Kind.OPEN,
            number=0,
            to_holder=by,
            to_kind=HolderKind.STAFF,
        )
    if (head.to_kind, head.to_holder) == (HolderKind.STAFF, by):
        return None
    return Event(
        id=event_id,
        pupil=pupil,
        day=day,
        stream=head.stream,
        kind=Kind.TRANSFER,
        number=head.number + 1,
        to_holder=by,
        to_kind=HolderKind.STAFF,
        previous=head.id,
        previous_kind=head.to_kind,
        from_holder=head.to_holder,
        reason=reason,
    )


def _named(pupils: Collection[int], roll: Roll) -> tuple[str, ...]:
    """Their names, in the order of the roll."""
    return tuple(name for pupil, name in roll.names.items() if pupil in pupils)
