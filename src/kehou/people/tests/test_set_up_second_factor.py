from datetime import timedelta

import pytest
from django.test import Client

from kehou.people.core.codes import time_based_code
from kehou.people.models import Account, Person, TimeBasedSecret
from kehou.people.queries.accounts import secret_of
from kehou.people.testing import AFTERNOON, an_account
from kehou.people.tests.conftest import Ask

pytestmark = pytest.mark.django_db

SET_UP, SHOW = "/people/set_up_second_factor/", "/people/show_second_factor/"


def plays(client: Client) -> bool:
    return client.get("/people/my_account/").status_code == 200


def test_setting_up_and_showing_the_first_code_leads_in(at_the_door: Client) -> None:
    client = at_the_door
    assert not TimeBasedSecret.objects.exists()
    assert client.get(SET_UP).status_code == 200
    assert not TimeBasedSecret.objects.exists(), "looking makes nothing"

    assert client.post(SET_UP, {"prepare": "yes"})["Location"] == SET_UP
    page = client.get(SET_UP)
    secret = secret_of(TimeBasedSecret.objects.get())
    assert page.context["picture"].startswith("data:image/svg+xml")
    assert page.context["secret"].replace(" ", "") == secret
    assert page["Cache-Control"] == "no-store"
    before = client.session.session_key

    answer = client.post(SET_UP, {"digits": time_based_code(secret, at=AFTERNOON)})

    assert answer["Location"] == "/people/my_account/"
    assert client.session.session_key != before
    assert plays(client)


def test_a_secret_that_was_not_shown_does_not_count(at_the_door: Client) -> None:
    at_the_door.post(SET_UP, {"prepare": "yes"})

    assert at_the_door.get(SHOW)["Location"] == SET_UP
    assert at_the_door.post(SET_UP, {"digits": "000000"}).status_code == 422
    assert TimeBasedSecret.objects.get().confirmed_at is None
    assert not plays(at_the_door)


def test_whoever_handed_out_the_password_does_not_learn_the_secret(
    at_the_door: Client, principal: Account
) -> None:
    at_the_door.post(SET_UP, {"prepare": "yes"})
    principal.one_time_until = AFTERNOON + timedelta(days=7)
    principal.save()

    for page in (SET_UP, SHOW):
        assert at_the_door.get(page)["Location"] == "/people/change_password/"
        assert at_the_door.post(page, {"digits": "1"})["Location"] == "/people/change_password/"


def test_whoever_finds_a_phone_sets_up_no_second_factor(
    client: Client, guardian: Person, ask: Ask
) -> None:
    an_account(guardian)
    client.post("/people/enter_code/", {"digits": ask(client)})

    for page in (SET_UP, SHOW):
        assert client.get(page)["Location"] == "/"
    assert client.post(SET_UP, {"prepare": "yes"})["Location"] == "/"
    assert not TimeBasedSecret.objects.exists()
