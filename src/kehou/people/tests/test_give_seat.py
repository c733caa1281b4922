from datetime import date, timedelta

import pytest

from kehou.kernel.explained import Refused
from kehou.ordinance.roles import APPOINTS, PARTS, Role, Seat
from kehou.people.actions import give_seat
from kehou.people.core.ranks import Held
from kehou.people.models import Appointment, Person, Staff
from kehou.people.queries.seats import seats_of
from kehou.people.testing import AFTERNOON, a_member_of_staff, a_person, appoint, somebody
from kehou.people.tests.seated import the_person
from kehou.platform.actors import Actor
from kehou.platform.clock import city_day
from kehou.platform.errors import Forbidden
from kehou.platform.models import JournalEntry
from kehou.schools.models import School
from kehou.schools.testing import a_district, a_school

pytestmark = pytest.mark.django_db
TODAY, TOMORROW = city_day(AFTERNOON), city_day(AFTERNOON) + timedelta(days=1)
RANKS = [r for r in Role if PARTS[r].seat is not Seat.NOWHERE and r is not Role.INSTITUTION]


@pytest.fixture
def school() -> School:
    return a_school()


def seat_of(role: Role, school: School) -> Held:
    match PARTS[role].seat:
        case Seat.SCHOOL:
            return Held(role, school.pk, school.district_id)
        case Seat.DISTRICT:
            return Held(role, None, school.district_id)
        case _:
            return Held(role)


def given(
    actor: Actor,
    person: Person,
    seat: Held,
    *,
    first_day: date = TODAY,
    until: date | None = None,
) -> Appointment:
    return give_seat(
        actor=actor,
        at=AFTERNOON,
        person=person,
        seat=seat,
        first_day=first_day,
        until=until,
        document="教人〔2026〕12号",
    )


def refusal(actor: Actor, person: Person, seat: Held, **days: date) -> str:
    before = Appointment.objects.count()
    with pytest.raises(Refused) as refused:
        given(actor, person, seat, **days)
    assert Appointment.objects.count() == before
    return refused.value.against[0].code


@pytest.mark.parametrize("rank", RANKS)
@pytest.mark.parametrize("role", Role)
def test_each_rank_gives_the_seats_of_the_table_and_no_other(
    school: School, rank: Role, role: Role
) -> None:
    actor, person = somebody(rank, school), a_member_of_staff(school).person
    Appointment.objects.filter(person=person).delete()

    if role in APPOINTS.get(rank, ()):
        assert given(actor, person, seat_of(role, school)).role == role
        assert JournalEntry.objects.get().detail == {"person": person.pk}
    else:
        with pytest.raises(Forbidden):
            given(actor, person, seat_of(role, school))
        assert not Appointment.objects.filter(person=person).exists()


@pytest.mark.parametrize(
    ("rank", "role"),
    [
        (Role.OFFICE, Role.STAFF),
        (Role.PRINCIPAL, Role.OFFICE),
        (Role.DISTRICT_REVIEWER, Role.PRINCIPAL),
    ],
)
def test_nobody_gives_a_seat_at_a_foreign_school(school: School, rank: Role, role: Role) -> None:
    elsewhere = a_school(district=a_district())
    person = a_member_of_staff(elsewhere).person

    with pytest.raises(Forbidden):
        given(somebody(rank, school), person, seat_of(role, elsewhere))


def test_the_seat_is_theirs_from_its_first_day(school: School) -> None:
    person = a_member_of_staff(school).person

    given(
        somebody(Role.PRINCIPAL, school), person, seat_of(Role.OFFICE, school), first_day=TOMORROW
    )

    assert [s.role for s in seats_of(person, on=TODAY)] == [Role.STAFF]
    assert Role.OFFICE in [s.role for s in seats_of(person, on=TOMORROW)]


def test_nobody_appoints_themselves(school: School) -> None:
    bureau = somebody(Role.CITY_BUREAU)

    assert refusal(bureau, the_person(bureau), Held(Role.AUDITOR)) == "nobody_appoints_themselves"


def test_nothing_is_given_backwards_and_no_seat_ends_before_it_begins(school: School) -> None:
    actor, person = somebody(Role.PRINCIPAL, school), a_member_of_staff(school).person
    seat = seat_of(Role.OFFICE, school)

    yesterday = TODAY - timedelta(days=1)
    assert refusal(actor, person, seat, first_day=yesterday) == "seat_is_not_given_backwards"
    for until in (TODAY, yesterday):
        assert (
            refusal(actor, person, seat, until=until) == "appointment_does_not_end_before_it_begins"
        )


def test_a_school_seats_its_own_staff_only(school: School) -> None:
    actor, seat = somebody(Role.PRINCIPAL, school), seat_of(Role.OFFICE, school)
    left = a_member_of_staff(school).person
    Staff.objects.update(left_on=TODAY)

    for person in (a_person(), a_member_of_staff(a_school()).person, left):
        assert refusal(actor, person, seat) == "only_the_staff_are_seated"


def test_a_role_is_held_once_at_a_time(school: School) -> None:
    actor, person = somebody(Role.PRINCIPAL, school), a_member_of_staff(school).person
    seat = seat_of(Role.OFFICE, school)
    given(actor, person, seat, until=TOMORROW)

    assert refusal(actor, person, seat) == "person_holds_a_role_once"
    assert given(actor, person, seat, first_day=TOMORROW).until is None


def test_the_principal_of_a_school_is_not_its_finance(school: School) -> None:
    both = a_member_of_staff(school).person
    appoint(both, Role.PRINCIPAL, school=school)

    refused = refusal(somebody(Role.PRINCIPAL, school), both, seat_of(Role.SCHOOL_FINANCE, school))
    assert refused == "principal_is_not_the_finance_of_the_school"


@pytest.mark.parametrize(
    ("first", "second"), [(Role.AUDITOR, Role.CITY_FINANCE), (Role.CITY_FINANCE, Role.AUDITOR)]
)
def test_an_auditor_holds_no_other_seat(first: Role, second: Role) -> None:
    person = a_person()
    appoint(person, first)

    assert (
        refusal(somebody(Role.CITY_BUREAU), person, Held(second)) == "auditor_holds_no_other_seat"
    )
