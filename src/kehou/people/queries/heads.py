"""Whether a place keeps somebody who can appoint the others.

Who counts has no last day, and an account that a password opens: whoever is left must be able to
come in, today and later.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from kehou.kernel.explained import refuse
from kehou.ordinance.roles import HEADS, Role
from kehou.people.models import Appointment
from kehou.platform import locks


def hold_heads(seats: Iterable[Appointment]) -> None:
    """Let one at a time take heads away at each of these places, always in the same order."""
    places = {(s.role, s.school_id or "", s.district_id or "") for s in seats if s.role in HEADS}
    for place in sorted(places, key=str):
        locks.hold("people.heads", *place)


def refuse_to_lose_the_last(seat: Appointment, *, on: date) -> None:
    """Refuse to go on if this seat's holder is the last who can appoint others at its place."""
    if seat.role not in HEADS or seat not in _able(on).filter(role=seat.role):
        return
    there = _able(on).filter(role=seat.role, school=seat.school_id, district=seat.district_id)
    if not there.exclude(person=seat.person_id).exists():
        raise refuse("last_one_of_the_seat", "7.1.a", role=seat.role)


def city_has_a_head(*, on: date) -> bool:
    """Whether anybody of the city bureau can sign in."""
    return _able(on).filter(role=Role.CITY_BUREAU).exists()


def _able(on: date) -> QuerySet[Appointment]:
    return Appointment.objects.filter(
        first_day__lte=on,
        until__isnull=True,
        role__in=HEADS,
        person__account__is_active=True,
        person__account__login_name__isnull=False,
    )
