"""One draw from beginning to end: draft, close what stays under its minimum, fall back, explain.

Closing is greedy: the offering that misses its minimum by the largest part is closed, and the draft
begins anew without it, so that its children compete again on equal terms.
"""

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction

from kehou.allocation.core.applications import Draw, faults, shelters
from kehou.allocation.core.draft import Ready, Seeker, draft, prepare
from kehou.allocation.core.grounds import grounds
from kehou.allocation.core.outcome import Outcome, Place, Profile


def allocate(draw: Draw) -> Outcome:
    """Place every applying child in each attended period (7.2.b, 4.1).

    The same draw gives the same outcome on every machine, in whatever order it is listed. A draw
    that cannot be held is `Refused`.
    """
    faults(draw).require()
    ready = prepare(draw)
    closed = unwanted(ready)
    seekers = draft(ready, closed)
    while short := most_short(ready, seekers, closed):
        offering, reached = short
        closed[offering] = reached
        seekers = draft(ready, closed)
    return _outcome(draw, ready, seekers, closed)


def unwanted(ready: Ready) -> dict[int, int]:
    """Offerings that fewer children wished for than their minimum, with that number."""
    wished = Counter(request.offering for requests in ready.requests for request in requests)
    return {
        number: wished[number]
        for number, offering in enumerate(ready.offerings)
        if wished[number] < offering.minimum
    }


def most_short(
    ready: Ready, seekers: list[Seeker], closed: Mapping[int, int]
) -> tuple[int, int] | None:
    """The offering that misses its minimum by the largest part, and whom it reached; None if none.

    Among equals the first by name is closed.
    """
    reached = Counter(request.offering for seeker in seekers for request, _ in seeker.places)
    missed = {
        number: Fraction(offering.minimum - reached[number], offering.minimum)
        for number, offering in enumerate(ready.offerings)
        if number not in closed and reached[number] < offering.minimum
    }
    if not missed:
        return None
    worst = max(missed, key=lambda number: missed[number])
    return worst, reached[worst]


def _outcome(draw: Draw, ready: Ready, seekers: list[Seeker], closed: Mapping[int, int]) -> Outcome:
    names = [offering.name for offering in ready.offerings]
    places = _places(draw, ready, seekers)
    return Outcome(
        lots={pupil.pseudonym: lot for lot, pupil in enumerate(ready.pupils, start=1)},
        places=places,
        refused=grounds(ready, seekers, closed),
        closed={names[number]: reached for number, reached in sorted(closed.items())},
        profile=_profile(ready, seekers, places),
    )


def _places(draw: Draw, ready: Ready, seekers: list[Seeker]) -> dict[str, tuple[Place, ...]]:
    """What the draft gave each child, then a fall-back for each period it left free (4.1)."""
    rooms = shelters(draw)
    places: dict[str, tuple[Place, ...]] = {}
    for pupil, seeker in zip(ready.pupils, seekers, strict=True):
        held = [ready.offerings[request.offering] for request, _ in seeker.places]
        drawn = [
            Place(offering.name, number)
            for offering, (_, number) in zip(held, seeker.places, strict=True)
        ]
        free = pupil.attends.difference(*(offering.slots for offering in held))
        sheltered = (rooms[slot, pupil.grade, pupil.campus] for slot in sorted(free))
        places[pupil.pseudonym] = (*drawn, *(Place(room.name, 0) for room in sheltered if room))
    return places


def _profile(
    ready: Ready, seekers: list[Seeker], places: Mapping[str, tuple[Place, ...]]
) -> Profile:
    granted = Counter(request.rank for seeker in seekers for request, _ in seeker.places)
    return Profile(
        granted=dict(sorted(granted.items())),
        fallback=sum(place.round == 0 for held in places.values() for place in held),
        empty_handed=sum(
            bool(pupil.wishes) and not seeker.places
            for pupil, seeker in zip(ready.pupils, seekers, strict=True)
        ),
    )
