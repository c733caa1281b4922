from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from kehou.ordinance.roles import Role
from kehou.people.core.codes import time_based_code
from kehou.people.handlers import keep_for_demo
from kehou.people.models import Person
from kehou.people.testing import AFTERNOON, a_second_factor, an_account, somebody

pytestmark = pytest.mark.django_db

CODES = "/people/demo_codes/"


@pytest.fixture(autouse=True)
def _afternoon(at_time: Callable[[datetime], None]) -> None:
    at_time(AFTERNOON + timedelta(seconds=10))


def with_second_factor(role: Role) -> str:
    account = an_account(Person.objects.get(pk=somebody(role).person_id))
    return a_second_factor(account)


def test_a_demo_shows_messages_and_codes(client: Client, settings: Settings) -> None:
    settings.DEMO = True
    keep_for_demo(phone="13912345678", text="验证码：246813", at=AFTERNOON)
    finance, principal = (with_second_factor(r) for r in (Role.SCHOOL_FINANCE, Role.PRINCIPAL))
    with_second_factor(Role.OFFICE)

    page = client.get(CODES)

    assert page.status_code == 200
    assert page["Cache-Control"] == "no-store"
    assert "246813" in page.content.decode()
    assert [(shown.role, shown.code) for shown in page.context["codes"]] == [
        (Role.PRINCIPAL, time_based_code(principal, at=AFTERNOON)),
        (Role.SCHOOL_FINANCE, time_based_code(finance, at=AFTERNOON)),
    ]
    assert 18 <= page.context["seconds_left"] <= 20


def test_an_empty_demo_says_what_to_do(client: Client, settings: Settings) -> None:
    settings.DEMO = True

    assert "还没有短信" in client.get(CODES).content.decode()


def test_outside_a_demo_there_is_no_such_page(client: Client) -> None:
    keep_for_demo(phone="13912345678", text="验证码：246813", at=AFTERNOON)

    answer = client.get(CODES)

    assert answer.status_code == 404
    assert "246813" not in answer.content.decode()


@pytest.mark.parametrize("accounts", [1, 3, 9])
def test_the_page_asks_the_same_however_many_accounts(
    client: Client,
    settings: Settings,
    accounts: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    settings.DEMO = True
    for _ in range(accounts):
        with_second_factor(Role.PRINCIPAL)
    client.get(CODES)

    with django_assert_num_queries(7):
        client.get(CODES)
