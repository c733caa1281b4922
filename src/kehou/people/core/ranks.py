"""Which rank looks after somebody's account: opens it, closes it, gives it another password.

Whoever gives out a password could use it, so the rank must stand above every seat of the person.
The lowest such rank does it, for it knows whom it has before it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from kehou.ordinance.roles import APPOINTS, Role

# Seats that neither money nor a release depends on: they go along with a principal's own.
DAILY: Final = frozenset({Role.STAFF, Role.OFFICE})


@dataclass(frozen=True, slots=True)
class Held:
    """A seat: the role, its school, and the district of the school or of the seat itself."""

    role: Role
    school_id: int | None = None
    district_id: int | None = None


def ranks_above(seats: Collection[Held]) -> frozenset[Role]:
    """Who looks after whoever holds these seats, at the place where all of them are; never nobody
    for somebody who holds any (7.1.a).

    One school's people its principal, and its caretakers the office too; principals, and teachers
    of several schools of one district, the district; everybody else the city.
    """
    if not seats:
        return frozenset()
    roles = {seat.role for seat in seats}
    all_at_schools = all(seat.school_id is not None for seat in seats)
    if all_at_schools and len({seat.school_id for seat in seats}) == 1:
        if roles <= APPOINTS[Role.OFFICE]:
            return frozenset({Role.OFFICE, Role.PRINCIPAL})
        if roles <= APPOINTS[Role.PRINCIPAL]:
            return frozenset({Role.PRINCIPAL})
    one_district = len({seat.district_id for seat in seats}) == 1
    if all_at_schools and one_district and roles <= {Role.PRINCIPAL, *DAILY}:
        return frozenset({Role.DISTRICT_REVIEWER})
    return frozenset({Role.CITY_BUREAU})


def _below() -> Mapping[Role, frozenset[Role]]:
    """Whom a rank appoints, and whom those appoint, and so on."""
    below = dict(APPOINTS)
    for _ in below:
        below = {
            rank: roles.union(*(below.get(role, frozenset()) for role in roles))
            for rank, roles in below.items()
        }
    return below


BELOW: Final = _below()
