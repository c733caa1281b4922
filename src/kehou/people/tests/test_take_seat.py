import pytest

from kehou.ordinance.roles import Role
from kehou.people.actions import take_seat
from kehou.people.models import Person
from kehou.people.testing import AFTERNOON, an_account, somebody, the_seat
from kehou.platform.errors import Forbidden
from kehou.platform.models import JournalEntry

pytestmark = pytest.mark.django_db


def test_a_seat_taken_is_written_down() -> None:
    actor = somebody(Role.OFFICE)
    person = Person.objects.get(pk=actor.person_id)
    account, seat = an_account(person), the_seat(person, Role.OFFICE)

    take_seat(actor=actor, at=AFTERNOON, account=account, seat=seat)

    entry = JournalEntry.objects.get()
    assert (entry.act, entry.detail) == ("people.seat_taken", {"seat": seat.key})


def test_nobody_takes_a_seat_for_somebody_else() -> None:
    actor, stranger = somebody(Role.OFFICE), somebody(Role.PRINCIPAL)
    person = Person.objects.get(pk=actor.person_id)
    account = an_account(person)

    with pytest.raises(Forbidden):
        take_seat(actor=stranger, at=AFTERNOON, account=account, seat=the_seat(person, Role.OFFICE))

    assert not JournalEntry.objects.exists()
