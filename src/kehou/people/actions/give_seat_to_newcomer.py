from datetime import date, datetime

from django.db import transaction

from kehou.people.actions.give_seat import give_seat
from kehou.people.core.pinyin import sort_key
from kehou.people.core.ranks import Held
from kehou.people.models import Person
from kehou.people.permissions import may_give_seat
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.permissions import authorise


@transaction.atomic
def give_seat_to_newcomer(
    *,
    actor: Actor,
    at: datetime,
    name: str,
    seat: Held,
    first_day: date,
    until: date | None,
    document: str,
) -> Person:
    """Appoint somebody whom the platform does not know yet, by name (7.1.a).

    A person is found again by a number and never by a name alone, so a namesake stays another.
    """
    authorise(actor, may_give_seat, seat)
    person = Person.objects.create(name=name, sort_key=sort_key(name))
    journal.record("people.person_entered", person, actor=actor, at=at)
    give_seat(
        actor=actor,
        at=at,
        person=person,
        seat=seat,
        first_day=first_day,
        until=until,
        document=document,
    )
    return person
