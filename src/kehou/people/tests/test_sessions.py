from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kehou.ordinance.roles import Role
from kehou.people.models import Account, Appointment, Guardianship, Person
from kehou.people.queries.sessions import SECOND_FACTOR, SIGNED_IN_BY, By
from kehou.people.testing import (
    AFTERNOON,
    a_guardian,
    a_person,
    a_pupil,
    appoint,
    sign_in,
    somebody,
    the_actor,
    the_seat,
)
from kehou.platform.clock import city_day
from kehou.schools.testing import a_school

pytestmark = pytest.mark.django_db

MY_ACCOUNT = "/people/my_account/"
AtTime = Callable[[datetime], None]


@pytest.fixture(autouse=True)
def _afternoon(at_time: AtTime) -> None:
    at_time(AFTERNOON)


def is_in(client: Client) -> bool:
    """Whether a page that is closed to the public opens."""
    answer = client.get(MY_ACCOUNT)
    assert answer.status_code in (200, 302)
    return answer.status_code == 200


def by_phone(client: Client) -> None:
    session = client.session
    session[SIGNED_IN_BY] = By.PHONE
    session.save()


def test_staff_who_go_on_working_stay_in_for_twelve_hours(client: Client, at_time: AtTime) -> None:
    sign_in(client, somebody(Role.OFFICE))
    start = datetime.fromisoformat(client.session["signed_in_at"])

    for minutes in range(0, 12 * 60, 29):
        at_time(start + timedelta(minutes=minutes))
        assert is_in(client)
    at_time(start + timedelta(hours=12))
    assert not is_in(client)


def test_staff_who_do_nothing_for_half_an_hour_are_out(client: Client, at_time: AtTime) -> None:
    sign_in(client, somebody(Role.OFFICE))
    start = datetime.fromisoformat(client.session["signed_in_at"])

    at_time(start + timedelta(minutes=30))

    assert not is_in(client)
    at_time(start)
    assert not is_in(client), "the session is gone, not asleep"
    assert Session.objects.count() == 0


def test_guardians_stay_in_for_thirty_days(client: Client, at_time: AtTime) -> None:
    sign_in(client, somebody(Role.GUARDIAN))
    by_phone(client)
    start = datetime.fromisoformat(client.session["signed_in_at"])

    at_time(start + timedelta(days=29, hours=23))
    assert is_in(client)
    at_time(start + timedelta(days=30))
    assert not is_in(client)


def test_a_session_that_does_not_say_how_it_began_is_over(client: Client) -> None:
    sign_in(client, somebody(Role.OFFICE))
    session = client.session
    del session[SIGNED_IN_BY]
    session.save()

    assert not is_in(client)


def test_a_disabled_account_is_out_at_the_next_request(client: Client) -> None:
    sign_in(client, somebody(Role.OFFICE))
    assert is_in(client)

    Account.objects.update(is_active=False)

    assert not is_in(client)


def test_another_round_ends_every_session(client: Client) -> None:
    actor, elsewhere = somebody(Role.OFFICE), Client()
    sign_in(client, actor)
    sign_in(elsewhere, actor)
    assert is_in(client)
    assert is_in(elsewhere)

    Account.objects.update(session_round=1)

    assert not is_in(client)
    assert not is_in(elsewhere)


def test_an_appointment_that_ended_has_ended_at_once(client: Client) -> None:
    sign_in(client, somebody(Role.OFFICE))

    Appointment.objects.update(until=city_day(AFTERNOON))

    assert not is_in(client)


def test_a_guardianship_that_ended_has_ended_at_once(client: Client) -> None:
    sign_in(client, somebody(Role.GUARDIAN))

    Guardianship.objects.update(until=city_day(AFTERNOON))

    assert not is_in(client)


@pytest.mark.parametrize(
    "role",
    [Role.PRINCIPAL, Role.SAFETY_OFFICER, Role.SCHOOL_FINANCE, Role.DISTRICT_FINANCE],
)
def test_a_role_that_needs_a_second_factor_is_not_played_before_it(
    client: Client, role: Role
) -> None:
    sign_in(client, somebody(role))
    session = client.session
    shown = session.pop(SECOND_FACTOR)
    session.save()

    assert not is_in(client)

    session[SECOND_FACTOR] = shown
    session.save()
    assert is_in(client)


def test_a_phone_does_not_open_the_seat_of_a_teacher(client: Client) -> None:
    teacher = a_person()
    appoint(teacher, Role.STAFF, school=a_school())
    a_guardian(a_pupil(), person=teacher)
    sign_in(client, the_actor(teacher, Role.GUARDIAN))
    by_phone(client)

    page = client.get("/people/switch_seat/")
    answer = client.post("/people/switch_seat/", {"seat": the_seat(teacher, Role.STAFF).key})

    assert [seat.role for seat in page.context["seats"]] == [Role.GUARDIAN]
    assert answer.status_code == 422
    assert client.get(MY_ACCOUNT).context["actor"].role is Role.GUARDIAN


def test_a_password_does_not_open_the_seat_of_a_mother(client: Client) -> None:
    teacher = a_person()
    appoint(teacher, Role.STAFF, school=a_school())
    a_guardian(a_pupil(), person=teacher)
    sign_in(client, the_actor(teacher, Role.STAFF))

    page = client.get("/people/switch_seat/")
    answer = client.post("/people/switch_seat/", {"seat": the_seat(teacher, Role.GUARDIAN).key})

    assert [seat.role for seat in page.context["seats"]] == [Role.STAFF]
    assert answer.status_code == 422
    assert client.get(MY_ACCOUNT).context["actor"].role is Role.STAFF


@pytest.mark.parametrize(
    ("role", "queries"),
    [
        (Role.OFFICE, 1),
        (Role.PRINCIPAL, 1),
        (Role.AUDITOR, 1),
        (Role.DISTRICT_REVIEWER, 2),
        # The reach is widened for one question, and comes back.
        (Role.GUARDIAN, 5),
    ],
)
def test_who_acts_is_found_out_cheaply(
    client: Client, role: Role, queries: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    actor = somebody(role)
    for _ in range(3):
        a_guardian(a_pupil(), person=Person.objects.get(pk=actor.person_id))
    sign_in(client, actor)
    client.get("/people/switch_seat/")
    beside = 2 + 4  # the session and the account; the transaction with its reach

    with django_assert_num_queries(beside + queries):
        client.get("/about/")


def test_whoever_is_not_signed_in_costs_no_question(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/about/")

    with django_assert_num_queries(4):
        client.get("/about/")
