"""One act on one phone. Sent again after a lost answer, it is still the same act (7.3.a)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5


@dataclass(frozen=True, slots=True)
class Tap:
    """An act's own number, the phone it was made on, and what that phone's clock said.

    The phone's clock may be hours wrong: it is kept and shown, and nothing is ever ordered by it.
    """

    key: UUID
    device: UUID
    told_at: datetime

    def event_of(self, pupil: int) -> UUID:
        """The number of the event that this act makes for one child: the same every time."""
        return uuid5(self.key, str(pupil))
