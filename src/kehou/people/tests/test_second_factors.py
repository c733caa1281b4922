from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kehou.ordinance.roles import Role
from kehou.people.models import Account, Person
from kehou.people.testing import AFTERNOON, a_second_factor, an_account, sign_in, somebody
from kehou.schools.models import School
from kehou.schools.testing import a_district, a_school

pytestmark = pytest.mark.django_db

LIST = "/people/second_factors/"


@pytest.fixture(autouse=True)
def _afternoon(at_time: Callable[[datetime], None]) -> None:
    at_time(AFTERNOON)


def finance_of(school: School, *, has: bool = True) -> Account:
    person = Person.objects.get(pk=somebody(Role.SCHOOL_FINANCE, school).person_id)
    account = an_account(person)
    if has:
        a_second_factor(account)
    return account


def test_a_district_sees_who_has_one_at_its_own_schools(client: Client) -> None:
    school = a_school()
    has, has_not = finance_of(school), finance_of(school, has=False)
    finance_of(a_school(district=a_district()))
    sign_in(client, somebody(Role.DISTRICT_REVIEWER, school))

    lines = client.get(LIST).context["accounts"]

    assert {(one.account_id, one.has_second_factor, one.roles, one.places) for one in lines} == {
        (has.pk, True, (Role.SCHOOL_FINANCE,), (str(school),)),
        (has_not.pk, False, (Role.SCHOOL_FINANCE,), (str(school),)),
    }


def test_where_nobody_needs_one_the_page_says_so(client: Client) -> None:
    sign_in(client, somebody(Role.DISTRICT_REVIEWER))

    page = client.get(LIST)

    assert page.status_code == 200
    assert "目前没有需要二次验证的人员" in page.content.decode()


@pytest.mark.parametrize(
    "role", [Role.OFFICE, Role.PRINCIPAL, Role.SCHOOL_FINANCE, Role.GUARDIAN, Role.AUDITOR]
)
def test_every_other_role_is_shut_out(client: Client, role: Role) -> None:
    sign_in(client, somebody(role))

    assert client.get(LIST).status_code == 403


@pytest.mark.parametrize("accounts", [1, 3, 9])
def test_the_page_asks_the_same_however_many_accounts(
    client: Client, accounts: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    school = a_school()
    for _ in range(accounts):
        finance_of(school)
    sign_in(client, somebody(Role.DISTRICT_REVIEWER, school))
    client.get(LIST)

    with django_assert_num_queries(10):
        client.get(LIST)
