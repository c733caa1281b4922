"""The home page of each role: what wants doing now, or what the service is (2.1, 2.3.a)."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, sign_in, somebody
from kehou.platform.clock import CITY_ZONE

pytestmark = pytest.mark.django_db
AtTime = Callable[[datetime], None]

SEATED = [role for role in Role if role not in (Role.PUBLIC, Role.SYSTEM, Role.INSTITUTION)]


@pytest.mark.parametrize("role", SEATED)
def test_greets_every_role_by_name(client: Client, at_time: AtTime, role: Role) -> None:
    at_time(AFTERNOON)
    sign_in(client, somebody(role))

    answer = client.get("/")

    assert answer.status_code == 200
    assert "<h1>下午好，林" in answer.text or "<h1>下午好，王老师" in answer.text
    assert "现在要办的事" in answer.text


def test_says_that_nothing_waits(client: Client, at_time: AtTime) -> None:
    at_time(AFTERNOON)
    sign_in(client, somebody(Role.AUDITOR))

    assert "现在没有要办的事" in client.get("/").text


def test_shows_first_what_waits(client: Client, at_time: AtTime) -> None:
    at_time(datetime(2027, 3, 2, 9, 0, tzinfo=CITY_ZONE))
    sign_in(client, somebody(Role.CITY_BUREAU))

    answer = client.get("/")

    assert "《实施方案》需要续订" in answer.text
    assert "现在没有要办的事" not in answer.text


@pytest.mark.parametrize(
    ("hour", "greeting"),
    [(7, "早上好"), (10, "早上好"), (11, "下午好"), (17, "下午好"), (18, "晚上好")],
)
def test_greets_by_the_clocks_of_the_city(
    client: Client, at_time: AtTime, hour: int, greeting: str
) -> None:
    at_time(AFTERNOON.replace(hour=hour, minute=0))
    sign_in(client, somebody(Role.OFFICE))

    assert f"<h1>{greeting}，" in client.get("/").text


def test_tells_the_public_what_the_service_is(client: Client) -> None:
    answer = client.get("/")

    assert answer.status_code == 200
    assert "放学之后" in answer.text
    assert 'action="/disclosure/schools/"' in answer.text
    assert 'href="/people/sign_in/"' in answer.text
    for clause in ("2.3.c", "2.3.d", "7.3.a", "7.2.b", "5.3.a", "6.3.d"):
        assert f'href="/ordinance/{clause}/"' in answer.text


def test_the_public_asks_no_table(
    client: Client, django_assert_num_queries: Callable[[int], Any]
) -> None:
    # The savepoint and the reach of the request around the page.
    with django_assert_num_queries(4):
        client.get("/")


def test_says_when_the_clock_is_not_the_worlds(client: Client, at_time: AtTime) -> None:
    at_time(AFTERNOON)

    assert "平台时钟设在2026年10月14日 星期三 16:40" in client.get("/").text
