import pytest

from kehou.kernel.explained import Refused
from kehou.ordinance.roles import Role
from kehou.people.actions import give_seat_to_newcomer
from kehou.people.core.ranks import Held
from kehou.people.models import Person
from kehou.people.queries.seats import seats_of
from kehou.people.testing import AFTERNOON, somebody
from kehou.platform.actors import Actor
from kehou.platform.clock import city_day
from kehou.platform.errors import Forbidden
from kehou.schools.testing import a_school

pytestmark = pytest.mark.django_db
TODAY = city_day(AFTERNOON)


def entered(actor: Actor, seat: Held) -> Person:
    return give_seat_to_newcomer(
        actor=actor,
        at=AFTERNOON,
        name="周校长",
        seat=seat,
        first_day=TODAY,
        until=None,
        document="教人〔2026〕3号",
    )


def test_a_new_principal_is_entered_and_seated() -> None:
    school = a_school()

    person = entered(
        somebody(Role.DISTRICT_REVIEWER, school),
        Held(Role.PRINCIPAL, school.pk, school.district_id),
    )

    assert (person.name, person.sort_key) == ("周校长", "zhou xiao zhang")
    (seat,) = seats_of(person, on=TODAY)
    assert (seat.role, seat.school_id) == (Role.PRINCIPAL, school.pk)


def test_a_school_enters_nobody_beside_its_staff_list() -> None:
    school = a_school()
    actor = somebody(Role.PRINCIPAL, school)

    with pytest.raises(Refused, match="only_the_staff_are_seated"):
        entered(actor, Held(Role.OFFICE, school.pk, school.district_id))


def test_whoever_may_not_give_the_seat_enters_nobody() -> None:
    actor = somebody(Role.DISTRICT_REVIEWER)
    before = Person.objects.count()

    with pytest.raises(Forbidden):
        entered(actor, Held(Role.CITY_FINANCE))

    assert Person.objects.count() == before
