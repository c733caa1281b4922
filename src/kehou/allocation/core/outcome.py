"""What a draw leaves behind: places, a reason for every refused wish, closed offerings, profile."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from kehou.kernel.explained import Reason


class Place(NamedTuple):
    """One place, and the round of the draft that gave it; 0 is the fall-back."""

    offering: str
    round: int


@dataclass(frozen=True, slots=True)
class Profile:
    """The draw in figures: places granted by rank, periods in the fall-back, children left out.

    `empty_handed` counts children who wished for something and hold none of it.
    """

    granted: Mapping[int, int]
    fallback: int
    empty_handed: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a draw, by pseudonym. `closed` tells how many a closed offering could reach."""

    lots: Mapping[str, int]
    places: Mapping[str, tuple[Place, ...]]
    refused: Mapping[str, tuple[Reason, ...]]
    closed: Mapping[str, int]
    profile: Profile
