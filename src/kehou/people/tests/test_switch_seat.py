from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kehou.ordinance.roles import Role
from kehou.people.models import Appointment, Person
from kehou.people.testing import (
    AFTERNOON,
    a_guardian,
    a_person,
    a_pupil,
    appoint,
    sign_in,
    the_actor,
    the_seat,
)
from kehou.platform.clock import city_day
from kehou.platform.models import JournalEntry
from kehou.schools.testing import a_school

pytestmark = pytest.mark.django_db

SWITCH = "/people/switch_seat/"


@pytest.fixture(autouse=True)
def _afternoon(at_time: Callable[[datetime], None]) -> None:
    at_time(AFTERNOON)


@pytest.fixture
def teacher_and_mother() -> Person:
    person = a_person()
    appoint(person, Role.OFFICE, school=a_school())
    a_guardian(a_pupil(), person=person)
    return person


def acts_as(client: Client) -> Role:
    role: Role = client.get("/about/").context["actor"].role
    return role


def test_another_seat_is_taken_and_written_down(client: Client, teacher_and_mother: Person) -> None:
    appoint(teacher_and_mother, Role.STAFF, school=a_school())
    sign_in(client, the_actor(teacher_and_mother, Role.OFFICE))
    assert client.get(SWITCH).status_code == 200

    answer = client.post(SWITCH, {"seat": the_seat(teacher_and_mother, Role.STAFF).key})

    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert acts_as(client) is Role.STAFF
    assert JournalEntry.objects.get().act == "people.seat_taken"


@pytest.mark.parametrize("seat", ["", "principal:1:", "city_bureau::", "guardian"])
def test_a_seat_that_is_not_theirs_is_not_taken(
    client: Client, teacher_and_mother: Person, seat: str
) -> None:
    sign_in(client, the_actor(teacher_and_mother, Role.OFFICE))

    assert client.post(SWITCH, {"seat": seat}).status_code == 422
    assert acts_as(client) is Role.OFFICE


def test_the_seat_of_somebody_else_is_not_taken(client: Client, teacher_and_mother: Person) -> None:
    other = a_person()
    appoint(other, Role.PRINCIPAL, school=a_school())
    sign_in(client, the_actor(teacher_and_mother, Role.OFFICE))

    assert client.post(SWITCH, {"seat": the_seat(other, Role.PRINCIPAL).key}).status_code == 422
    assert acts_as(client) is Role.OFFICE


def test_a_seat_with_second_factor_leads_to_it(client: Client, teacher_and_mother: Person) -> None:
    appoint(teacher_and_mother, Role.SCHOOL_FINANCE, school=a_school())
    sign_in(client, the_actor(teacher_and_mother, Role.OFFICE))
    session = client.session
    del session["second_factor_at"]
    session.save()

    answer = client.post(SWITCH, {"seat": the_seat(teacher_and_mother, Role.SCHOOL_FINANCE).key})

    assert answer["Location"] == "/people/show_second_factor/"
    assert acts_as(client) is Role.PUBLIC


def test_a_seat_given_meanwhile_can_be_taken(client: Client, teacher_and_mother: Person) -> None:
    sign_in(client, the_actor(teacher_and_mother, Role.OFFICE))
    appoint(teacher_and_mother, Role.CITY_BUREAU)

    client.post(SWITCH, {"seat": the_seat(teacher_and_mother, Role.CITY_BUREAU).key})

    assert acts_as(client) is Role.CITY_BUREAU


def test_whoever_lost_every_seat_is_told_so_and_can_leave(client: Client) -> None:
    person = a_person()
    appoint(person, Role.OFFICE, school=a_school())
    sign_in(client, the_actor(person, Role.OFFICE))
    Appointment.objects.update(until=city_day(AFTERNOON))

    page = client.get(SWITCH)

    assert (page.status_code, page.context["seats"]) == (200, [])
    assert "您目前没有任何身份" in page.content.decode()
    assert client.post("/people/sign_out/")["Location"] == "/"
    assert client.get(SWITCH)["Location"] == "/people/sign_in/"


@pytest.mark.parametrize("seats", [1, 3, 9])
def test_the_page_asks_the_same_however_many_seats(
    client: Client, seats: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    person = a_person()
    for _ in range(seats):
        appoint(person, Role.OFFICE, school=a_school())
    sign_in(client, the_actor(person, Role.OFFICE))
    client.get(SWITCH)

    with django_assert_num_queries(18):
        client.get(SWITCH)
