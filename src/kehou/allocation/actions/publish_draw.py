"""Publishing a draw: places, groups and rooms come into being."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest

from kehou.allocation.core.applications import Slot
from kehou.allocation.core.documents import sha256_of, write_input
from kehou.allocation.core.grouping import cut
from kehou.allocation.models import Draw, Group, Place
from kehou.allocation.permissions import may_publish_draw
from kehou.allocation.queries.draws import (
    activity_of,
    draw_of_window,
    pupils_by_receipt,
    slots_of_offering,
)
from kehou.catalogue.queries import Offer, offered_in
from kehou.enrolment.queries import leavers_of
from kehou.kernel.explained import refuse
from kehou.platform import bulk, locks
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.clock import city_day
from kehou.platform.errors import Conflict
from kehou.platform.permissions import authorise
from kehou.schools.queries import rooms_in


class _Cut(NamedTuple):
    """One group to be made: the children of an activity who are together in one slot and room."""

    activity_id: int
    slot: Slot
    number: int
    room_id: int
    pupil_ids: list[int]


@transaction.atomic
def publish_draw(
    *, actor: Actor, at: datetime, draw: Draw, result_hash: str, first_day: date
) -> Draw:
    """Publish a preview as the second person, and make its groups from the first day on (7.2.b).

    The signature is for the result that was seen: `result_hash` is the one shown on the page. An
    activity that needs more than its own room is cut by class over free rooms of its campus. Once
    an activity or a class has changed since, the preview is held again. The places of an earlier
    term end with that term.
    """
    authorise(actor, may_publish_draw, draw)
    locks.hold("allocation.draw", draw.window_id)
    draw.refresh_from_db()
    if draw.state != Draw.State.PREVIEW or draw.result_hash != result_hash:
        raise Conflict("draw")
    if draw.drawn_by_id == actor.person_id:
        raise refuse("draw_is_published_by_a_second_person", "7.2.b")
    as_now = write_input(draw_of_window(draw.window, seed=bytes.fromhex(draw.seed)))
    if sha256_of(as_now) != draw.input_hash:
        raise refuse("draw_is_outdated", "7.2.b")
    term = draw.window.term
    earliest = max(city_day(at), term.first_day)
    if not earliest <= first_day <= term.last_day:
        raise refuse("places_begin_outside_term", "7.2.b", first=earliest, last=term.last_day)

    draw.state = Draw.State.PUBLISHED
    draw.published_by_id = actor.person_id
    draw.published_at = at
    draw.save(update_fields=["state", "published_by", "published_at"])
    _end_earlier_places(draw)
    _place_everybody(draw, first_day)
    detail = {"result": result_hash, "first_day": first_day}
    journal.record("allocation.draw_published", draw, actor=actor, at=at, detail=detail)
    return draw


def _end_earlier_places(draw: Draw) -> None:
    """End what is still open of the terms before, each on the day after its term."""
    term = draw.window.term
    earlier = Draw.objects.filter(
        school_id=draw.school_id,
        state=Draw.State.PUBLISHED,
        window__term__last_day__lt=term.first_day,
    )
    for pk, last_day in earlier.order_by("pk").values_list("pk", "window__term__last_day"):
        Place.objects.filter(group__draw=pk, until__isnull=True).update(
            until=Greatest(F("first_day"), last_day + timedelta(days=1))
        )


def _place_everybody(draw: Draw, first_day: date) -> None:
    window = draw.window
    offers = {
        offer.activity_id: offer
        for offer in offered_in(school_id=draw.school_id, term_id=window.term_id)
    }
    pupils = pupils_by_receipt(window)
    leaves = leavers_of(window)
    held: dict[tuple[int, Slot], list[int]] = defaultdict(list)
    # In the order of a roll, so that cutting keeps classes together.
    for receipt, pupil_id in pupils.items():
        if leaves.get(pupil_id, date.max) <= first_day:
            continue
        for offering, _ in draw.result["places"][receipt]:
            activity_id = activity_of(offering)
            for slot in slots_of_offering(offering, offers[activity_id]):
                held[activity_id, slot].append(pupil_id)
    _write(draw, _cut(draw, offers, held), first_day, leaves)


def _cut(
    draw: Draw, offers: Mapping[int, Offer], held: Mapping[tuple[int, Slot], list[int]]
) -> Iterator[_Cut]:
    """The children of each activity and slot, in groups that fit the rooms."""
    rooms = _Rooms(draw, [offers[activity] for activity, _ in held])
    for (activity_id, slot), children in sorted(held.items()):
        free = rooms.free_for(offers[activity_id], slot)
        parts = cut(children, [seats for _, seats in free])
        for number, (part, (room_id, _)) in enumerate(zip(parts, free, strict=False), start=1):
            rooms.take(room_id, slot)
            yield _Cut(activity_id, slot, number, room_id, part)


def _write(draw: Draw, cuts: Iterable[_Cut], first_day: date, leaves: Mapping[int, date]) -> None:
    """All groups and all places, each in one go: a school has hundreds and thousands of them.

    Whoever has withdrawn since leaves on their own day.
    """
    cuts = list(cuts)
    group_ids = bulk.reserve_ids(Group, len(cuts))
    numbered = list(zip(group_ids, cuts, strict=True))
    bulk.copy(
        Group,
        ("id", "school_id", "draw_id", "activity_id", "weekday", "period", "number", "room_id"),
        (
            (group_id, draw.school_id, draw.pk, one.activity_id, *one.slot, one.number, one.room_id)
            for group_id, one in numbered
        ),
    )
    bulk.copy(
        Place,
        ("school_id", "group_id", "pupil_id", "weekday", "period", "first_day", "until"),
        (
            (draw.school_id, group_id, pupil_id, *one.slot, first_day, leaves.get(pupil_id))
            for group_id, one in numbered
            for pupil_id in one.pupil_ids
        ),
    )


class _Rooms:
    """Which rooms of a campus are free in a slot: an activity's own room is kept for it."""

    def __init__(self, draw: Draw, offers: list[Offer]) -> None:
        self.rooms = list(rooms_in(draw.school))
        self.taken: set[tuple[int, Slot]] = {
            (offer.room_id, Slot(*slot)) for offer in offers for slot in offer.slots
        }

    def free_for(self, offer: Offer, slot: Slot) -> list[tuple[int, int]]:
        """Rooms with their seats: the activity's own, then free ones of its kind, largest first.

        Other kinds come last: homework goes to the playground only when no classroom is left.
        """
        own = next(room for room in self.rooms if room.pk == offer.room_id)
        others = [
            room
            for room in self.rooms
            if room.campus_id == offer.campus_id and (room.pk, slot) not in self.taken
        ]
        others.sort(key=lambda room: (room.kind != own.kind, -room.capacity, room.pk))
        return [(room.pk, room.capacity) for room in (own, *others)]

    def take(self, room_id: int, slot: Slot) -> None:
        self.taken.add((room_id, slot))
