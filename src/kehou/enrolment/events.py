"""What enrolment tells the contexts above it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ApplicationWithdrawn:
    """A child is not expected any more from this day on (2.3.c)."""

    window_id: int
    pupil_id: int
    ends_before: date
