from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from kehou.ordinance.roles import Role
from kehou.people.models import Account
from kehou.people.testing import (
    AFTERNOON,
    a_member_of_staff,
    a_second_factor,
    an_account,
    sign_in,
    somebody,
)
from kehou.people.tests.seated import a_colleague, a_principal, a_teacher
from kehou.schools.models import School
from kehou.schools.testing import a_district, a_school

pytestmark = pytest.mark.django_db
LIST = "/people/accounts/"


@pytest.fixture(autouse=True)
def _afternoon(at_time: Callable[[datetime], None]) -> None:
    at_time(AFTERNOON)


@pytest.fixture
def school() -> School:
    return a_school()


def names(client: Client, **asked: str) -> list[str]:
    return [holder.person.name for holder in client.get(LIST, asked).context["holders"]]


def test_a_principal_sees_the_staff_with_and_without_accounts(
    school: School, client: Client
) -> None:
    a_member_of_staff(school, name="无账号")
    finance = a_colleague(school, Role.SCHOOL_FINANCE)
    a_second_factor(finance)
    a_teacher(a_school())
    sign_in(client, somebody(Role.PRINCIPAL, school))

    holders = client.get(LIST).context["holders"]

    assert {(h.state, h.has_second_factor, len(h.seats)) for h in holders} == {
        ("none", False, 1),
        ("open", True, 2),
    }


def test_an_office_sees_caretakers_and_of_their_seats_those_below_its_own(
    school: School, client: Client
) -> None:
    a_colleague(school, Role.SCHOOL_FINANCE)
    sign_in(client, somebody(Role.OFFICE, school))

    (holder,) = client.get(LIST).context["holders"]

    assert [seat.role for seat in holder.seats] == [Role.STAFF]


def test_an_authority_sees_those_it_appoints_and_finds_everybody_below(
    school: School, client: Client
) -> None:
    a_principal(school)
    an_account(a_member_of_staff(school, name="顾老师").person, login_name="gu.teacher")
    a_principal(a_school(district=a_district()))
    sign_in(client, somebody(Role.DISTRICT_REVIEWER, school))

    assert len(names(client)) == 1
    assert names(client, search="顾") == names(client, search="gu.t") == ["顾老师"]
    assert names(client, role=Role.STAFF) == ["顾老师"]
    assert names(client, search="nobody.there") == []


def test_the_list_is_narrowed_down_by_state(school: School, client: Client) -> None:
    a_member_of_staff(school)
    for login_name, change in (
        ("open1", {}),
        ("shut1", {"is_active": False}),
        ("waiting1", {"one_time_until": AFTERNOON}),
    ):
        an_account(a_member_of_staff(school, name=login_name).person, login_name=login_name)
        if change:
            Account.objects.filter(login_name=login_name).update(**change)
    sign_in(client, somebody(Role.OFFICE, school))

    assert names(client, state="open") == ["open1"]
    assert names(client, state="disabled") == ["shut1"]
    assert names(client, state="waiting") == ["waiting1"]
    assert names(client, state="none") == ["王老师"]


def test_an_empty_list_says_what_to_do(school: School, client: Client) -> None:
    sign_in(client, somebody(Role.OFFICE, school))

    assert "请导入教职工表" in client.get(LIST).content.decode()


def test_the_page_asks_the_same_however_many_there_are(
    school: School, client: Client, django_assert_max_num_queries: Callable[..., object]
) -> None:
    for _ in range(12):
        a_teacher(school)
    sign_in(client, somebody(Role.OFFICE, school))

    with django_assert_max_num_queries(14):  # type: ignore[attr-defined]
        client.get(LIST)
