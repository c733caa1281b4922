from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from kehou.ordinance.roles import PARTS, Role, Seat
from kehou.people.models import Appointment, Guardianship, Person, Pupil
from kehou.people.queries.seats import SeatOf, actor_in, seats_of
from kehou.people.testing import (
    AFTERNOON,
    a_guardian,
    a_person,
    a_pupil,
    appoint,
    somebody,
    the_seat,
)
from kehou.platform.actors import EVERYWHERE, NOWHERE, Reach
from kehou.platform.clock import city_day
from kehou.schools.testing import a_district, a_school

pytestmark = pytest.mark.django_db

TODAY, TOMORROW = city_day(AFTERNOON), city_day(AFTERNOON) + timedelta(days=1)
APPOINTED = [
    role for role, part in PARTS.items() if part.seat in (Seat.SCHOOL, Seat.DISTRICT, Seat.CITY)
]


def test_every_seat_of_a_person_is_listed_the_family_last() -> None:
    person, school = a_person(), a_school()
    a_guardian(a_pupil(), person=person)
    appoint(person, Role.DISTRICT_REVIEWER, district=school.district)
    appoint(person, Role.STAFF, school=school)
    appoint(person, Role.CITY_BUREAU)

    assert [(seat.role, seat.place) for seat in seats_of(person, on=TODAY)] == [
        (Role.DISTRICT_REVIEWER, school.district.name),
        (Role.STAFF, school.name),
        (Role.CITY_BUREAU, ""),
        (Role.GUARDIAN, ""),
    ]


@pytest.mark.parametrize("role", APPOINTED)
def test_a_seat_is_taken_from_its_first_day_until_its_last(role: Role) -> None:
    person = a_person()
    appointment = _appointed(person, role)
    seat = the_seat(person, role)
    appointment.first_day, appointment.until = TODAY, TOMORROW
    appointment.save()

    assert actor_in(seat, person, on=TODAY) is not None
    assert actor_in(seat, person, on=TOMORROW) is None
    assert actor_in(seat, person, on=TODAY - timedelta(days=1)) is None
    assert seats_of(person, on=TOMORROW) == []


@pytest.mark.parametrize("role", APPOINTED)
def test_nobody_is_in_a_seat_that_is_somebody_elses(role: Role) -> None:
    holder, other = a_person(), a_person()
    _appointed(holder, role)
    _appointed(other, Role.OFFICE)

    assert actor_in(the_seat(holder, role), other, on=TODAY) is None


def test_a_seat_at_one_school_is_none_at_another() -> None:
    person = a_person()
    appoint(person, Role.OFFICE, school=a_school())
    elsewhere = SeatOf(Role.OFFICE, "", school_id=a_school().pk)

    assert actor_in(elsewhere, person, on=TODAY) is None


def test_a_school_seat_reaches_its_school_a_district_seat_its_schools_a_city_seat_all() -> None:
    district = a_district()
    one, two, _ = a_school(district=district), a_school(district=district), a_school()

    assert somebody(Role.OFFICE, one).writes == Reach(frozenset({one.pk}))
    assert somebody(Role.DISTRICT_FINANCE, one).reads == Reach(frozenset({one.pk, two.pk}))
    assert somebody(Role.AUDITOR).reads == EVERYWHERE
    assert somebody(Role.AUDITOR).writes == NOWHERE


def test_a_family_reaches_the_schools_of_its_children() -> None:
    mother, one, two = a_person(), a_pupil(), a_pupil()
    a_guardian(one, person=mother)
    a_guardian(two, person=mother)
    seat = the_seat(mother, Role.GUARDIAN)

    actor = actor_in(seat, mother, on=TODAY)
    assert actor is not None
    assert actor.reads == Reach(frozenset({one.school_id, two.school_id}))
    assert actor.on == TODAY

    Guardianship.objects.filter(pupil=one).update(until=TODAY)
    Pupil.objects.filter(pk=two.pk).update(on_roll_until=TODAY)
    assert actor_in(seat, mother, on=TODAY) is None


@pytest.mark.parametrize("seats", [1, 3, 9])
def test_taking_a_seat_looks_at_that_seat_only(
    seats: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    person = a_person()
    for _ in range(seats):
        appoint(person, Role.OFFICE, school=a_school())
    seat = the_seat(person, Role.OFFICE)

    with django_assert_num_queries(1):
        actor_in(seat, person, on=TODAY)


def _appointed(person: Person, role: Role) -> Appointment:
    school = a_school()
    match PARTS[role].seat:
        case Seat.SCHOOL:
            return appoint(person, role, school=school)
        case Seat.DISTRICT:
            return appoint(person, role, district=school.district)
    return appoint(person, role)
