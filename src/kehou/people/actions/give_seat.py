from datetime import date, datetime

from django.db import transaction

from kehou.kernel.explained import refuse
from kehou.people.core.ranks import Held
from kehou.people.models import Appointment, Person, Staff
from kehou.people.permissions import KEEP_ROLL, may_give_seat
from kehou.people.queries.seats import refuse_seats_that_clash
from kehou.platform import locks
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.clock import city_day
from kehou.platform.permissions import authorise


@transaction.atomic
def give_seat(
    *,
    actor: Actor,
    at: datetime,
    person: Person,
    seat: Held,
    first_day: date,
    until: date | None,
    document: str,
) -> Appointment:
    """Appoint somebody to a role at its place, from one day until another (7.1.a, 7.1.b).

    Never oneself, never backwards in time, and at a school only who is on its staff list when the
    school itself appoints. A role that moves money is played only once a second factor is shown.
    """
    authorise(actor, may_give_seat, seat)
    locks.hold("people.seats", person.pk)
    if person.pk == actor.person_id:
        raise refuse("nobody_appoints_themselves", "7.1.a")
    if first_day < city_day(at):
        raise refuse("seat_is_not_given_backwards", today=city_day(at))
    if until is not None and until <= first_day:
        raise refuse("appointment_does_not_end_before_it_begins")
    if actor.role in KEEP_ROLL and not _is_on_staff(person, seat):
        raise refuse("only_the_staff_are_seated", "7.1.b")
    refuse_seats_that_clash(person, seat, first_day=first_day, until=until)

    given = Appointment.objects.create(
        person=person,
        role=seat.role,
        school_id=seat.school_id,
        district_id=None if seat.school_id else seat.district_id,
        first_day=first_day,
        until=until,
        document=document,
    )
    journal.record("people.seat_given", given, actor=actor, at=at, detail={"person": person.pk})
    return given


def _is_on_staff(person: Person, seat: Held) -> bool:
    members = Staff.objects.filter(school=seat.school_id, left_on__isnull=True)
    return members.filter(person=person).exists()
