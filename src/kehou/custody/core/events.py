"""The events of one child on one day: a chain in which each link names the one before (7.3.a).

The columns are those of the table, whose constraints keep the same chain once more by themselves.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class Kind(StrEnum):
    """What happened: the child was taken over, handed on, let go, or a mistake was mended."""

    OPEN = "open"
    TRANSFER = "transfer"
    RELEASE = "release"
    CORRECT = "correct"


class HolderKind(StrEnum):
    """In what right somebody has the child; `self` goes home alone."""

    STAFF = "staff"
    GUARDIAN = "guardian"
    SELF = "self"
    AUTHORITY = "authority"


class Stream(StrEnum):
    """The child applied for care, or stays with a catch-up teacher (7.3.d)."""

    CARE = "care"
    CATCH_UP = "catchup"


@dataclass(frozen=True, slots=True)
class Event:
    """One link: from the holder of the link before to the holder from now on.

    The first link of a day has number 0 and no previous one. Holders are ids of persons.
    """

    id: UUID
    pupil: int
    day: date
    stream: Stream
    kind: Kind
    number: int
    to_holder: int
    to_kind: HolderKind
    previous: UUID | None = None
    previous_kind: HolderKind | None = None
    from_holder: int | None = None
    guardianship: int | None = None
    permit: int | None = None
    case_number: str = ""
    reason: str = ""
