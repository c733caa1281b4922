from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from kehou.ordinance.roles import Role
from kehou.people.models import Account, OneTimeCode, Person
from kehou.people.queries.visitors import COOKIE
from kehou.people.testing import AFTERNOON
from kehou.people.tests.conftest import Ask

pytestmark = pytest.mark.django_db

ENTER = "/people/enter_code/"


def test_the_code_leads_in(client: Client, guardian: Person, ask: Ask) -> None:
    digits = ask(client)
    before = client.session.session_key
    assert client.get(ENTER).status_code == 200

    answer = client.post(ENTER, {"digits": f"{digits[:3]} {digits[3:]}"})

    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.session.session_key != before
    assert "code" not in client.session
    assert client.get("/people/my_account/").context["actor"].role is Role.GUARDIAN
    assert client.session.get_expiry_age() > 29 * 24 * 3600
    assert client.cookies[COOKIE].value


def test_the_page_somebody_came_for_is_remembered(
    client: Client, guardian: Person, ask: Ask
) -> None:
    digits = ask(client, next="/people/my_account/")

    assert client.post(ENTER, {"digits": digits})["Location"] == "/people/my_account/"


def test_only_the_browser_that_asked_may_enter_it(
    client: Client, guardian: Person, ask: Ask
) -> None:
    digits, other = ask(client), Client()

    answer = other.post(ENTER, {"digits": digits})

    assert answer["Location"] == "/people/sign_in_by_phone/"
    assert OneTimeCode.objects.get().used_at is None


@pytest.mark.parametrize("typed", ["", "12345", "abcdef", "１２３４５６"])
def test_what_is_no_code_takes_no_try(
    client: Client, guardian: Person, ask: Ask, typed: str
) -> None:
    ask(client)

    assert client.post(ENTER, {"digits": typed}).status_code == 422
    assert OneTimeCode.objects.get().tries_left == 5


def test_a_wrong_code_is_told_with_the_tries_left(
    client: Client, guardian: Person, ask: Ask
) -> None:
    digits = ask(client)
    wrong = f"{(int(digits) + 1) % 10**6:06d}"

    answers = [client.post(ENTER, {"digits": wrong}) for _ in range(5)]

    assert {answer.status_code for answer in answers} == {422}
    assert "还可以再试4次" in answers[0].content.decode()
    assert client.post(ENTER, {"digits": digits}).status_code == 422
    assert client.get("/people/my_account/").status_code == 302


def test_an_old_code_is_refused(
    client: Client, guardian: Person, ask: Ask, at_time: Callable[[datetime], None]
) -> None:
    digits = ask(client)
    at_time(AFTERNOON + timedelta(minutes=6))

    assert client.post(ENTER, {"digits": digits}).status_code == 422
    assert not Account.objects.exists()
