"""Answers that carry their reasons: a verdict with every reason against it, a value with its steps.

A reason is a code with facts. It is worded in Chinese and English at the edge
(`kehou.ordinance.wording`), so that one refusal reads the same on a page, in a file of faults and
in a problem document.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why not: a code of the wording catalogue, the clause behind it ("" for none), the facts."""

    code: str
    clause: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)


class Refused(Exception):
    """The rules say no. Carries every reason, not only the first."""

    def __init__(self, against: tuple[Reason, ...]) -> None:
        super().__init__(", ".join(f"{r.code} ({r.clause or 'no clause'})" for r in against))
        self.against = against


@dataclass(frozen=True, slots=True)
class Verdict:
    """Yes when no reason stands against; otherwise every reason, not only the first."""

    against: tuple[Reason, ...] = ()

    def __bool__(self) -> bool:
        return not self.against

    def require(self) -> None:
        """Raise `Refused` with all reasons unless the verdict is yes."""
        if self.against:
            raise Refused(self.against)


@dataclass(frozen=True, slots=True)
class Explained(Generic[T]):
    """A computed value and the steps that led to it, so that anyone can follow the sum."""

    value: T
    steps: tuple[Reason, ...]


def refuse(code: str, clause: str = "", **facts: object) -> Refused:
    """One reason, ready to be raised: `raise refuse("window_closed", "7.2.b", closes=closes)`."""
    return Refused((Reason(code, clause, facts),))
