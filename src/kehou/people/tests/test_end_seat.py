from datetime import timedelta

import pytest
from django.test import Client

from kehou.kernel.explained import Refused
from kehou.ordinance.roles import APPOINTS, PARTS, Role, Seat
from kehou.people.actions import end_seat
from kehou.people.models import Account, Appointment
from kehou.people.testing import AFTERNOON, sign_in, somebody
from kehou.people.tests.seated import a_city_head, a_principal, account_of, the_person
from kehou.platform.actors import Actor
from kehou.platform.clock import city_day
from kehou.platform.errors import Forbidden
from kehou.platform.models import JournalEntry
from kehou.schools.models import School
from kehou.schools.testing import a_district, a_school

pytestmark = pytest.mark.django_db
TODAY = city_day(AFTERNOON)
APPOINTED = [r for r in Role if PARTS[r].seat in (Seat.SCHOOL, Seat.DISTRICT, Seat.CITY)]
RANKS = [r for r in Role if PARTS[r].seat is not Seat.NOWHERE and r is not Role.INSTITUTION]


@pytest.fixture
def school() -> School:
    return a_school()


def end(actor: Actor, seat: Appointment) -> None:
    end_seat(actor=actor, at=AFTERNOON, seat=seat, grounds="other work")


def refusal(actor: Actor, seat: Appointment) -> str:
    with pytest.raises(Refused) as refused:
        end(actor, seat)
    return refused.value.against[0].code


def the_seat_of(actor: Actor) -> Appointment:
    return Appointment.objects.get(person=actor.somebody)


@pytest.mark.parametrize("rank", RANKS)
@pytest.mark.parametrize("role", APPOINTED)
def test_who_may_give_a_seat_may_end_it_and_nobody_else(
    school: School, rank: Role, role: Role
) -> None:
    actor, seat = somebody(rank, school), the_seat_of(somebody(role, school))

    if role in APPOINTS.get(rank, ()):
        end(actor, seat)
        assert seat.until == TODAY
        entry = JournalEntry.objects.get()
        assert (entry.act, entry.grounds) == ("people.seat_ended", "other work")
    else:
        with pytest.raises(Forbidden):
            end(actor, seat)
        assert not Appointment.objects.filter(until__isnull=False).exists()


@pytest.mark.usefixtures("in_the_afternoon")
def test_whoever_sits_in_it_is_out_at_the_next_click(school: School, client: Client) -> None:
    office = somebody(Role.OFFICE, school)
    sign_in(client, office)
    assert client.get("/people/staff/").status_code == 200

    end(somebody(Role.PRINCIPAL, school), the_seat_of(office))

    assert client.get("/people/staff/").status_code == 302


def test_a_seat_given_today_or_for_later_is_taken_back(school: School) -> None:
    seat = the_seat_of(somebody(Role.OFFICE, school))
    seat.first_day = TODAY + timedelta(days=9)
    seat.save()

    end(somebody(Role.PRINCIPAL, school), seat)

    assert seat.until == seat.first_day


def test_a_seat_ends_once(school: School) -> None:
    actor, seat = somebody(Role.PRINCIPAL, school), the_seat_of(somebody(Role.OFFICE, school))
    end(actor, seat)

    assert refusal(actor, seat) == "seat_has_ended"


def test_nobody_ends_their_own() -> None:
    actor, _ = a_city_head()

    assert refusal(actor, the_seat_of(actor)) == "nobody_ends_their_own_seat"


def test_the_last_principal_who_can_sign_in_stays(school: School) -> None:
    reviewer = somebody(Role.DISTRICT_REVIEWER, school)
    first = a_principal(school).person.appointments.get()
    somebody(Role.PRINCIPAL, school)

    assert refusal(reviewer, first) == "last_one_of_the_seat"

    second = a_principal(school).person.appointments.get()
    end(reviewer, first)
    assert refusal(reviewer, second) == "last_one_of_the_seat"


@pytest.mark.parametrize(
    "lacking", [{"is_active": False}, {"login_name": None}, {"until": TODAY + timedelta(days=1)}]
)
def test_a_successor_who_cannot_come_in_or_soon_goes_counts_for_nothing(
    school: School, lacking: dict[str, object]
) -> None:
    leaving = a_principal(school).person.appointments.get()
    successor = a_principal(school)
    if "until" in lacking:
        successor.person.appointments.update(**lacking)
    else:
        Account.objects.filter(pk=successor.pk).update(**lacking)

    assert refusal(somebody(Role.DISTRICT_REVIEWER, school), leaving) == "last_one_of_the_seat"


def test_the_principals_of_another_school_count_for_nothing(school: School) -> None:
    a_principal(a_school(district=school.district))
    leaving = a_principal(school).person.appointments.get()

    assert refusal(somebody(Role.DISTRICT_REVIEWER, school), leaving) == "last_one_of_the_seat"


def test_the_last_of_the_city_and_of_a_district_stay(school: School) -> None:
    bureau, _ = a_city_head()
    reviewer = somebody(Role.DISTRICT_REVIEWER, school)
    account_of(reviewer)
    without_an_account = somebody(Role.CITY_BUREAU)

    assert refusal(bureau, the_seat_of(reviewer)) == "last_one_of_the_seat"
    assert refusal(without_an_account, the_seat_of(bureau)) == "last_one_of_the_seat"


def test_a_foreign_district_ends_nothing(school: School) -> None:
    stranger = somebody(Role.DISTRICT_REVIEWER, a_school(district=a_district()))

    with pytest.raises(Forbidden):
        end(stranger, a_principal(school).person.appointments.get())
    assert the_person(stranger).appointments.get().until is None
