from datetime import datetime

from django.db import transaction

from kehou.kernel.explained import refuse
from kehou.people.models import Appointment
from kehou.people.permissions import may_end_seat
from kehou.people.queries.heads import hold_heads, refuse_to_lose_the_last
from kehou.platform import locks
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.clock import city_day
from kehou.platform.permissions import authorise


@transaction.atomic
def end_seat(*, actor: Actor, at: datetime, seat: Appointment, grounds: str) -> None:
    """Take a seat away at once: whoever sits in it is out at their next click (7.1.a, 7.1.b).

    The appointment stays, with its last day, for it tells who could do what on any earlier day.
    """
    authorise(actor, may_end_seat, seat)
    locks.hold("people.seats", seat.person_id)
    hold_heads([seat])
    seat.refresh_from_db()
    day = city_day(at)
    if seat.person_id == actor.person_id:
        raise refuse("nobody_ends_their_own_seat", "7.1.a")
    if seat.until is not None and seat.until <= day:
        raise refuse("seat_has_ended")
    refuse_to_lose_the_last(seat, on=day)

    seat.until = max(day, seat.first_day)
    seat.save(update_fields=["until"])
    journal.record(
        "people.seat_ended",
        seat,
        actor=actor,
        at=at,
        grounds=grounds,
        detail={"person": seat.person_id},
    )
