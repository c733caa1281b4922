"""Who acts. An actor is told to every action and never looked up below an entry point."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from kehou.ordinance.roles import PARTS, Role, Seat


@dataclass(frozen=True, slots=True)
class Reach:
    """The schools whose records exist for somebody: named ones, or those of the whole city."""

    schools: frozenset[int] = frozenset()
    whole_city: bool = False

    def __contains__(self, school_id: int) -> bool:
        return self.whole_city or school_id in self.schools

    def setting(self) -> str:
        """As the row policies read it: `*`, or the ids with commas between them."""
        return "*" if self.whole_city else ",".join(str(s) for s in sorted(self.schools))


NOWHERE: Final = Reach()
EVERYWHERE: Final = Reach(whole_city=True)
# Whose seats look at institutions at all; which of them, their scopes say.
LOOK_AT_INSTITUTIONS: Final = frozenset({Seat.SCHOOL, Seat.DISTRICT, Seat.CITY})


@dataclass(frozen=True, slots=True)
class Actor:
    """One person in one role. `reads` and `writes` are what the row policies allow them.

    `on` is the day for which that was found out: scopes ask what is in force on it.
    """

    role: Role
    person_id: int | None = None
    district_id: int | None = None
    institution_id: int | None = None
    reads: Reach = NOWHERE
    writes: Reach = NOWHERE
    name: str = ""
    on: date | None = None

    @classmethod
    def system(cls, part: str) -> "Actor":
        """A part of the platform itself, by its own name: a worker, an import, the demo city."""
        return cls(role=Role.SYSTEM, reads=EVERYWHERE, writes=EVERYWHERE, name=part)

    @classmethod
    def public(cls) -> "Actor":
        return cls(role=Role.PUBLIC)

    @property
    def somebody(self) -> int:
        """The person who acts. `LookupError` for the public and for the platform itself."""
        if self.person_id is None:
            raise LookupError(f"{self.role} is nobody in particular")
        return self.person_id

    @property
    def institutions(self) -> str:
        """The institutions that exist for this actor, as the row policies read it (4.2).

        `*` where scopes decide, the own one's id for whoever sits in one, "" for everybody else.
        """
        seat = PARTS[self.role].seat
        if seat in LOOK_AT_INSTITUTIONS or self.role is Role.SYSTEM:
            return "*"
        return str(self.institution_id or "") if seat is Seat.INSTITUTION else ""

    @property
    def one_institution(self) -> int:
        """The institution this actor speaks for. `LookupError` for whoever speaks for none."""
        if self.institution_id is None:
            raise LookupError(f"{self.role} speaks for no institution")
        return self.institution_id

    @property
    def one_school(self) -> int:
        """The school this actor sits in. `LookupError` for whoever sits in none or several."""
        if len(self.reads.schools) != 1:
            raise LookupError(f"{self.role} does not sit in one school")
        return next(iter(self.reads.schools))
