from datetime import timedelta

import pytest
from django.test import Client

from kehou.ordinance.roles import Role
from kehou.people.models import Account
from kehou.people.testing import (
    AFTERNOON,
    PASSWORD,
    a_member_of_staff,
    a_person,
    an_account,
    sign_in,
    somebody,
)
from kehou.people.tests.seated import a_teacher
from kehou.schools.testing import a_school

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_the_afternoon")]
DOOR, CHANGE = "/people/sign_in/", "/people/change_password/"
OWN = "four unrelated plain words"


def test_a_teacher_comes_in_by_the_slip_and_by_nothing_but_their_own_password_after() -> None:
    school, office, teacher = a_school(), Client(), Client()
    person = a_member_of_staff(school).person
    sign_in(office, somebody(Role.OFFICE, school))
    url = f"/people/accounts/{person.pk}/open/"
    assert office.get(url).status_code == 200
    answer = office.post(url, {"login_name": "wang.li"})
    password = answer.context["slip"].password
    assert password in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"

    first = teacher.post(DOOR, {"login_name": "wang.li", "password": password})
    assert first["Location"] == CHANGE
    assert teacher.get("/people/my_account/").status_code == 302, "no role before the change"
    assert "一次性密码" in teacher.get(CHANGE).content.decode()
    same = {"current": password, "new": password, "again": password}
    assert teacher.post(CHANGE, same).status_code == 422
    changed = teacher.post(CHANGE, {"current": password, "new": OWN, "again": OWN})

    assert changed["Location"] == "/"
    assert teacher.get("/people/my_account/").status_code == 200
    assert Client().post(DOOR, {"login_name": "WANG.LI", "password": OWN}).status_code == 302
    assert Client().post(DOOR, {"login_name": "wang.li", "password": password}).status_code == 422


def test_a_slip_is_good_for_seven_days(client: Client) -> None:
    account = a_teacher(a_school())
    Account.objects.update(one_time_until=AFTERNOON)

    answer = client.post(DOOR, {"login_name": account.login_name, "password": PASSWORD})

    assert [why.code for why in answer.context["against"]] == ["one_time_password_expired"]
    Account.objects.update(one_time_until=AFTERNOON + timedelta(days=1))
    answer = client.post(DOOR, {"login_name": account.login_name, "password": PASSWORD})
    assert answer["Location"] == CHANGE


@pytest.mark.parametrize("name", ["", "wang li", "taken"])
def test_what_does_not_hold_is_handed_back(client: Client, name: str) -> None:
    school = a_school()
    an_account(a_person(), login_name="taken")
    person = a_member_of_staff(school).person
    sign_in(client, somebody(Role.OFFICE, school))

    answer = client.post(f"/people/accounts/{person.pk}/open/", {"login_name": name})

    assert answer.status_code == 422
    assert not Account.objects.filter(person=person).exists()
