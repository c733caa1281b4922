"""How long to wait after failures: each one doubles it, up to a most, and none locks out."""

from dataclasses import dataclass
from datetime import datetime, timedelta

NO_WAIT = timedelta(0)


@dataclass(frozen=True, slots=True)
class Patience:
    """`free` times nobody waits; then `first`, doubled each time, at most `most`."""

    free: int
    first: timedelta
    most: timedelta

    def wait(self, times: int) -> timedelta:
        """How long to wait after so many times."""
        if times <= self.free:
            return NO_WAIT
        doublings = min(times - self.free - 1, 32)
        return min(self.first * (1 << doublings), self.most)

    def left(self, times: int, *, last: datetime | None, at: datetime) -> timedelta:
        """How much of that wait is still to come when the last time was then."""
        if last is None:
            return NO_WAIT
        return max(last + self.wait(times) - at, NO_WAIT)
