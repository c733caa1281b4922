"""The draft: in each round every child may gain one place, and who has least goes first (7.2.b).

Inside a round each child asks for the dearest wish that is still possible; an offering keeps the
children who have least so far, by lot among equals, and the others ask on. What a round gives is
final, so a place once gone stays gone. "Least" goes by each child's own measure: the worth of what
it holds against the best it could hold with no other child in the school, in millionths.
All arithmetic is in whole numbers, so that every machine comes to the same places.
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from heapq import heappush, heapreplace
from typing import NamedTuple

from kehou.allocation.core.applications import Draw, Offering, Pupil, obstacle
from kehou.allocation.core.lottery import lots

WHOLE = 1_000_000  # a child who holds the best it could hold
DEMAND = 27_720  # divisible by 1 to 12: a wish of rank r counts DEMAND / r toward the crowd


class Request(NamedTuple):
    """One wish that can be granted: the offering's number, its rank, periods as bits, worth."""

    offering: int
    rank: int
    periods: int
    worth: int


@dataclass(frozen=True, slots=True)
class Ready:
    """A draw made ready: offerings by name, pupils by lot, numbers in place of names."""

    offerings: tuple[Offering, ...]
    pupils: tuple[Pupil, ...]
    requests: tuple[tuple[Request, ...], ...]
    best: tuple[int, ...]

    def seats(self, closed: Container[int]) -> list[int]:
        """Seats of each offering; a fall-back has one for every child."""
        return [
            0 if number in closed else len(self.pupils) if o.capacity is None else o.capacity
            for number, o in enumerate(self.offerings)
        ]


@dataclass(slots=True)
class Seeker:
    """One child while the draft runs: what is still possible, and what it has."""

    lot: int
    open: list[Request]
    best: int
    places: list[tuple[Request, int]] = field(default_factory=list)
    periods: int = 0
    worth: int = 0

    def take(self, request: Request, round_number: int) -> None:
        self.places.append((request, round_number))
        self.periods |= request.periods
        self.worth += request.worth

    def share(self) -> int:
        return WHOLE * self.worth // self.best


def prepare(draw: Draw) -> Ready:
    """Sort by name and by lot, drop the wishes that are not for the child, weigh the others."""
    offerings = tuple(sorted(draw.offerings, key=lambda offering: offering.name))
    lot = lots(draw.seed, (pupil.pseudonym for pupil in draw.pupils))
    pupils = tuple(sorted(draw.pupils, key=lambda pupil: lot[pupil.pseudonym]))
    numbers = {offering.name: number for number, offering in enumerate(offerings)}
    bits = {slot: 1 << place for place, slot in enumerate(sorted(draw.slots))}
    periods = [sum(bits[slot] for slot in offering.slots) for offering in offerings]

    def requests_of(pupil: Pupil) -> Iterator[Request]:
        for name, rank in sorted(pupil.wishes):
            wanted = numbers[name]
            if not obstacle(pupil, offerings[wanted]):
                weight = draw.weights[min(rank, len(draw.weights)) - 1]
                worth = weight * len(offerings[wanted].slots)
                yield Request(wanted, rank, periods[wanted], worth)

    requests = tuple(tuple(requests_of(pupil)) for pupil in pupils)
    return Ready(offerings, pupils, requests, tuple(map(best_bundle, requests)))


def best_bundle(requests: tuple[Request, ...]) -> int:
    """The most a child could hold at once, were it alone in the school.

    Period after period: for each set of later periods already taken, the most that led there.
    """
    reached = {0: 0}
    for first in sorted({_first_period(request) for request in requests}):
        beginning = [request for request in requests if _first_period(request) == first]
        following: dict[int, int] = {}
        for taken, worth in reached.items():
            later = taken & ~first
            following[later] = max(following.get(later, 0), worth)
            for request in beginning:
                if not request.periods & taken:
                    later = (taken | request.periods) & ~first
                    gained = worth + request.worth
                    following[later] = max(following.get(later, 0), gained)
        reached = following
    return max(reached.values())


def draft(ready: Ready, closed: Container[int]) -> list[Seeker]:
    """All rounds, until no child can gain another place; the seekers stand in order of lot."""
    seats = ready.seats(closed)
    seekers = [
        Seeker(lot, list(requests), best)
        for lot, (requests, best) in enumerate(zip(ready.requests, ready.best, strict=True))
    ]
    round_number = 0
    while asking := [seeker for seeker in seekers if _may_still_gain(seeker, seats)]:
        round_number += 1
        for seeker, request in one_round(asking, seats, len(seekers)):
            seeker.take(request, round_number)
            seats[request.offering] -= 1
    return seekers


def one_round(
    asking: list[Seeker], seats: list[int], line_length: int
) -> list[tuple[Seeker, Request]]:
    """Each asks down its list; each offering keeps those before the others in line.

    The outcome does not depend on who is heard first: an offering that lets a child go has only
    better-placed ones left, so a refusal is never regretted (deferred acceptance).
    """
    by_lot = {seeker.lot: seeker for seeker in asking}
    turn = {seeker.lot: place_in_line(seeker, line_length) for seeker in asking}
    crowd = crowding(asking, seats)
    lists = {seeker.lot: iter(_by_preference(seeker, crowd)) for seeker in asking}
    kept: list[list[int]] = [[] for _ in seats]  # heaps; the last in line on top, negated
    holds: dict[int, Request] = {}
    unheard = [seeker.lot for seeker in reversed(asking)]
    while unheard:
        lot = unheard.pop()
        for request in lists[lot]:
            chosen = kept[request.offering]
            if len(chosen) < seats[request.offering]:
                heappush(chosen, -turn[lot])
            elif goes_before(turn[lot], -chosen[0]):
                let_go = -heapreplace(chosen, -turn[lot]) % line_length
                del holds[let_go]
                unheard.append(let_go)
            else:
                continue
            holds[lot] = request
            break
    return [(by_lot[lot], request) for lot, request in sorted(holds.items())]


def place_in_line(seeker: Seeker, line_length: int) -> int:
    """Who has least goes first, by lot among equals; one number, lower is earlier."""
    return seeker.share() * line_length + seeker.lot


def goes_before(turn: int, other: int) -> bool:
    return turn < other


def crowding(asking: list[Seeker], seats: list[int]) -> list[int]:
    """How sought each offering is in this round: open wishes, weighed by rank, per seat left."""
    sought = [0] * len(seats)
    for seeker in asking:
        for request in seeker.open:
            sought[request.offering] += DEMAND // request.rank
    return [wishes // max(left, 1) for wishes, left in zip(sought, seats, strict=True)]


def _by_preference(seeker: Seeker, crowd: list[int]) -> list[Request]:
    """Rank first; among equals more periods, then the less crowded, then the name."""
    return sorted(
        seeker.open,
        key=lambda r: (r.rank, -r.periods.bit_count(), crowd[r.offering], r.offering),
    )


def _may_still_gain(seeker: Seeker, seats: list[int]) -> bool:
    """Strike what has become impossible for good; is anything left?"""
    seeker.open = [r for r in seeker.open if seats[r.offering] and not r.periods & seeker.periods]
    return bool(seeker.open)


def _first_period(request: Request) -> int:
    return request.periods & -request.periods
