"""Chains as the pure core reads them."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from kehou.custody.core.events import Event as Link
from kehou.custody.core.events import HolderKind, Kind, Stream
from kehou.custody.core.states import chain
from kehou.custody.models import Event


def as_link(event: Event) -> Link:
    """A row of the table as the core knows it."""
    return Link(
        id=event.pk,
        pupil=event.pupil_id,
        day=event.day,
        stream=Stream(event.stream),
        kind=Kind(event.kind),
        number=event.number,
        to_holder=event.to_holder_id,
        to_kind=HolderKind(event.to_kind),
        previous=event.previous_id,
        previous_kind=HolderKind(event.previous_kind) if event.previous_kind else None,
        from_holder=event.from_holder_id,
        guardianship=event.guardianship_id,
        permit=event.permit_id,
        case_number=event.case_number,
        reason=event.reason,
    )


def chains_of(pupils: Collection[int], day: date) -> dict[int, tuple[Link, ...]]:
    """The chain of each of these children on a day; whom nobody has taken over is left out."""
    events = Event.objects.filter(pupil__in=pupils, day=day)
    return chained(as_link(event) for event in events.order_by())


def heads_of(pupils: Collection[int], day: date) -> dict[int, Link]:
    """The last link of each of these children's chains: who has them now."""
    return {pupil: links[-1] for pupil, links in chains_of(pupils, day).items()}


def chained(links: Iterable[Link]) -> dict[int, tuple[Link, ...]]:
    """Links of many children as one chain for each."""
    by_pupil: dict[int, list[Link]] = defaultdict(list)
    for link in links:
        by_pupil[link.pupil].append(link)
    return {pupil: chain(theirs) for pupil, theirs in by_pupil.items()}


def next_number(device: UUID) -> int:
    """The number after the last that came from a phone. Ask under the phone's lock."""
    last = Event.objects.filter(device=device).order_by("-device_number").first()
    return last.device_number + 1 if last else 0
