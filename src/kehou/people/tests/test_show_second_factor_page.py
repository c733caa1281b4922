from datetime import timedelta

import pytest
from django.test import Client

from kehou.people.core.codes import time_based_code
from kehou.people.models import Account
from kehou.people.testing import AFTERNOON, PASSWORD, a_second_factor

pytestmark = pytest.mark.django_db

SET_UP, SHOW = "/people/set_up_second_factor/", "/people/show_second_factor/"


def plays(client: Client) -> bool:
    return client.get("/people/my_account/").status_code == 200


def test_showing_a_code_leads_in(at_the_door: Client, principal: Account) -> None:
    secret = a_second_factor(principal)
    assert at_the_door.get(SET_UP)["Location"] == SHOW, "the secret is never shown again"
    assert at_the_door.get(SHOW).status_code == 200
    before = at_the_door.session.session_key

    answer = at_the_door.post(SHOW, {"digits": time_based_code(secret, at=AFTERNOON)})

    assert answer["Location"] == "/people/my_account/"
    assert at_the_door.session.session_key != before
    assert plays(at_the_door)


@pytest.mark.parametrize("seconds", [-60, -90, 60, 3600])
def test_a_code_of_another_time_leads_nowhere(
    at_the_door: Client, principal: Account, seconds: int
) -> None:
    code = time_based_code(a_second_factor(principal), at=AFTERNOON + timedelta(seconds=seconds))

    assert at_the_door.post(SHOW, {"digits": code}).status_code == 422
    assert not plays(at_the_door)


def test_a_code_seen_over_a_shoulder_is_used_up(at_the_door: Client, principal: Account) -> None:
    code = time_based_code(a_second_factor(principal), at=AFTERNOON)
    at_the_door.post(SHOW, {"digits": code})
    thief = Client()
    thief.post("/people/sign_in/", {"login_name": "principal1", "password": PASSWORD})

    assert thief.post(SHOW, {"digits": code}).status_code == 422
    assert not plays(thief)


def test_without_a_password_there_is_nothing_to_show(client: Client, principal: Account) -> None:
    a_second_factor(principal)

    assert client.get(SHOW)["Location"] == "/people/sign_in/"
    assert client.get(SET_UP)["Location"] == "/people/sign_in/"
    assert client.post(SET_UP, {"prepare": "yes"})["Location"] == "/people/sign_in/"


def test_what_is_no_code_is_handed_back(at_the_door: Client, principal: Account) -> None:
    a_second_factor(principal)

    assert at_the_door.post(SHOW, {"digits": "12"}).status_code == 422
    assert not plays(at_the_door)


def test_after_a_reset_the_session_is_over(at_the_door: Client, principal: Account) -> None:
    secret = a_second_factor(principal)
    at_the_door.post(SHOW, {"digits": time_based_code(secret, at=AFTERNOON)})

    Account.objects.filter(pk=principal.pk).update(session_round=1)

    assert not plays(at_the_door)
    assert at_the_door.get(SHOW)["Location"] == "/people/sign_in/"
