from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from kehou.ordinance.roles import Role
from kehou.people.actions import end_seat, reset_second_factor
from kehou.people.models import Account, Appointment
from kehou.people.testing import (
    AFTERNOON,
    a_member_of_staff,
    a_second_factor,
    appoint,
    sign_in,
    somebody,
    the_actor,
)
from kehou.people.tests.seated import a_colleague, a_principal, a_teacher
from kehou.schools.models import School
from kehou.schools.testing import a_school

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _afternoon(at_time: Callable[[datetime], None]) -> None:
    at_time(AFTERNOON)


@pytest.fixture
def school() -> School:
    return a_school()


def page(person_id: int) -> str:
    return f"/people/accounts/{person_id}/"


def test_one_person_is_shown_with_seats_and_what_was_done(school: School, client: Client) -> None:
    finance = a_colleague(school, Role.SCHOOL_FINANCE)
    a_second_factor(finance)
    principal = somebody(Role.PRINCIPAL, school)
    ended = Appointment.objects.get(person=finance.person, role=Role.STAFF)
    end_seat(actor=principal, at=AFTERNOON, seat=ended, grounds="other work")
    district = somebody(Role.DISTRICT_REVIEWER, school)
    reset_second_factor(actor=district, at=AFTERNOON, account=finance, grounds="phone lost")
    sign_in(client, principal)

    answer = client.get(page(finance.person_id))

    assert [seat.role for seat in answer.context["seats"]] == [Role.SCHOOL_FINANCE, Role.STAFF]
    assert [str(told.grounds) for told in answer.context["history"]] == [
        "手机遗失或被盗",
        "改做其他工作",
    ]
    assert f"/people/seats/{ended.pk}/end/" not in answer.content.decode()


def test_what_may_not_be_done_is_not_offered(school: School, client: Client) -> None:
    account = a_teacher(school)
    appoint(account.person, Role.DISTRICT_FINANCE, district=school.district)
    sign_in(client, somebody(Role.PRINCIPAL, school))

    answer = client.get(page(account.person_id))

    assert not answer.context["looks_after"]
    assert "密码能打开此人的全部身份" in answer.content.decode()
    assert (
        client.post(f"{page(account.person_id)}password/", {"grounds": "forgotten"}).status_code
        == 403
    )


def test_nobody_does_anything_about_themselves(school: School, client: Client) -> None:
    person = a_member_of_staff(school).person
    appoint(person, Role.PRINCIPAL, school=school)
    sign_in(client, the_actor(person, Role.PRINCIPAL))

    answer = client.get(page(person.pk))

    assert answer.context["is_oneself"]
    assert not answer.context["looks_after"]
    assert not answer.context["ends"]
    assert "/seat/" not in answer.content.decode()


def test_a_stranger_finds_nobody(school: School, client: Client) -> None:
    account = a_teacher(school)
    stranger_school = a_school()
    a_teacher(stranger_school)
    a_principal(stranger_school)
    sign_in(client, somebody(Role.PRINCIPAL, stranger_school))
    seat = account.person.appointments.get()

    assert client.get(page(account.person_id)).status_code == 404
    for url in (
        *(f"{page(account.person_id)}{word}/" for word in ("open", "seat", "password", "disable")),
        f"/people/seats/{seat.pk}/end/",
    ):
        assert client.get(url).status_code == 404
        assert client.post(url, {"grounds": "left", "login_name": "mine"}).status_code == 404
    assert client.post(f"{page(account.person_id)}enable/").status_code == 404
    seat.refresh_from_db()
    assert seat.until is None
    assert Account.objects.get(pk=account.pk).is_active
