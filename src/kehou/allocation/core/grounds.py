"""Why a wish was not granted: one true sentence for each, with the figures behind it (2.3.c)."""

from bisect import bisect_right
from collections.abc import Mapping

from kehou.allocation.core.applications import Pupil, Wish, obstacle
from kehou.allocation.core.draft import Ready, Request, Seeker
from kehou.kernel.explained import Reason


def grounds(
    ready: Ready, seekers: list[Seeker], closed: Mapping[int, int]
) -> dict[str, tuple[Reason, ...]]:
    """One reason for every refused wish of every pupil, in the order of the ranks."""
    told = _Grounds(ready, closed)
    return {
        pupil.pseudonym: told.of(pupil, seeker)
        for pupil, seeker in zip(ready.pupils, seekers, strict=True)
    }


class _Grounds:
    def __init__(self, ready: Ready, closed: Mapping[int, int]) -> None:
        self.ready = ready
        self.closed = closed
        self.numbers = {offering.name: n for n, offering in enumerate(ready.offerings)}
        ranks: list[list[int]] = [[] for _ in ready.offerings]
        for requests in ready.requests:
            for request in requests:
                ranks[request.offering].append(request.rank)
        self.seats = ready.seats(())
        self.ranks = [sorted(given) for given in ranks]

    def of(self, pupil: Pupil, seeker: Seeker) -> tuple[Reason, ...]:
        granted = {request.offering for request, _ in seeker.places}
        requests = {r.offering: r for r in self.ready.requests[seeker.lot]}
        return tuple(
            self._why_not(pupil, seeker, wish, requests.get(self.numbers[wish.offering]))
            for wish in sorted(pupil.wishes, key=lambda wish: (wish.rank, wish.offering))
            if self.numbers[wish.offering] not in granted
        )

    def _why_not(self, pupil: Pupil, seeker: Seeker, wish: Wish, request: Request | None) -> Reason:
        """Not for this child; not held; a place ranked as high stands in its way; else full."""
        facts: dict[str, object] = {"offering": wish.offering, "rank": wish.rank}
        number = self.numbers[wish.offering]
        offering = self.ready.offerings[number]
        if request is None:
            return Reason(obstacle(pupil, offering), "2.2.a", facts)
        if number in self.closed:
            counts = {"minimum": offering.minimum, "reached": self.closed[number]}
            return Reason("offering_closed", "7.2.b", {**facts, **counts})
        for held, _ in seeker.places:
            if held.periods & request.periods and held.rank <= request.rank:
                name = self.ready.offerings[held.offering].name
                kept = {"held": name, "held_rank": held.rank}
                return Reason("wish_conflicts", "7.2.b", {**facts, **kept})
        counts = {
            "places": self.seats[number],
            "wished": bisect_right(self.ranks[number], wish.rank),
            "lot": seeker.lot + 1,
            "pupils": len(self.ready.pupils),
        }
        return Reason("offering_full", "7.2.b", {**facts, **counts})
