"""Into whose hands a child is let go, and by what they were known (7.3.a, 7.3.b)."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from kehou.kernel.explained import Reason, Verdict

IDENTIFIERS_LEAST = 2


class Identifier(StrEnum):
    """What the adult at the gate was known by, or the child's paper that was looked at."""

    NAME = "name"
    RELATION = "relation"
    PHONE = "phone"
    FACE = "face"
    PERMIT = "permit"


OF_AN_ADULT = frozenset(Identifier) - {Identifier.PERMIT}


@dataclass(frozen=True, slots=True)
class ToAdult:
    """Into the hands of the adult whom this guardianship names."""

    guardianship: int
    identified_by: frozenset[Identifier]


@dataclass(frozen=True, slots=True)
class Alone:
    """Home alone, on the permit. It counts only on a day on which it was shown."""

    permit_was_shown: bool


@dataclass(frozen=True, slots=True)
class ToAuthority:
    """To the police or a doctor, who are nobody we know: their case number, and what for."""

    case_number: str
    reason: str


Hands = ToAdult | Alone | ToAuthority


def known_by_two(identified_by: Collection[Identifier]) -> Verdict:
    """Whether the adult at the gate was known by two things that do not follow from each other."""
    if len(OF_AN_ADULT.intersection(identified_by)) >= IDENTIFIERS_LEAST:
        return Verdict()
    return Verdict((Reason("guardian_is_known_by_two_identifiers", "7.3.a"),))
