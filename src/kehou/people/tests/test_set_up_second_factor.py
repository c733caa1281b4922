import pytest
from django.test import Client

from kehou.people.core.codes import time_based_code
from kehou.people.models import TimeBasedSecret
from kehou.people.queries.accounts import secret_of
from kehou.people.testing import AFTERNOON

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
