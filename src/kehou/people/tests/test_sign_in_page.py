import importlib
from datetime import timedelta

import pytest
from django.test import Client

from kehou.ordinance.roles import Role
from kehou.people.models import Account
from kehou.people.queries.visitors import COOKIE
from kehou.people.testing import (
    PASSWORD,
    a_person,
    a_second_factor,
    an_account,
    appoint,
)
from kehou.people.tests.pages_of import words_of
from kehou.platform.clock import now
from kehou.schools.testing import a_school

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_the_afternoon")]

SIGN_IN = "/people/sign_in/"


def typed(password: str = PASSWORD, name: str = "office1", **more: str) -> dict[str, str]:
    return {"login_name": name, "password": password, **more}


def test_the_door_is_open_to_everybody_and_leads_guardians_to_theirs(client: Client) -> None:
    page = client.get(SIGN_IN)

    assert page.status_code == 200
    assert "/people/sign_in_by_phone/" in page.content.decode()


def test_the_right_password_leads_home(client: Client, office: Account) -> None:
    answer = client.post(SIGN_IN, typed())

    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.get("/people/my_account/").context["actor"].role is Role.OFFICE


def test_signing_in_changes_the_id_of_the_session(client: Client, office: Account) -> None:
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    before = client.session.session_key
    client.cookies["kehou"] = before

    client.post(SIGN_IN, typed())

    assert client.session.session_key != before
    assert "planted" not in client.session
    again = client.session.session_key
    client.post(SIGN_IN, typed())
    assert client.session.session_key != again


def test_a_wrong_password_and_an_unknown_name_look_the_same(
    client: Client, office: Account
) -> None:
    known = client.post(SIGN_IN, typed("wrong"))
    unknown = Client(REMOTE_ADDR="10.0.0.2").post(SIGN_IN, typed("wrong"))
    stranger = Client(REMOTE_ADDR="10.0.0.3").post(SIGN_IN, typed("wrong", "office2"))

    assert known.status_code == unknown.status_code == stranger.status_code == 422
    assert words_of(unknown) == words_of(stranger).replace("office2", "office1")
    assert PASSWORD not in known.content.decode()


def test_the_second_wrong_guess_must_wait(client: Client, office: Account) -> None:
    client.post(SIGN_IN, typed("wrong"))

    answer = client.post(SIGN_IN, typed())

    assert answer.status_code == 422
    assert "1秒后再试" in answer.content.decode()


def test_a_known_device_gets_in_while_others_guess(
    client: Client, office: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    # However long the guesses take here, it is one moment to whoever waits.
    moment = now()
    page = importlib.import_module("kehou.people.pages.sign_in")
    monkeypatch.setattr(page, "now", lambda: moment)
    client.post(SIGN_IN, typed())
    client.post("/people/sign_out/")
    assert client.cookies[COOKIE]["httponly"]
    for _ in range(20):
        Client().post(SIGN_IN, typed("wrong"))

    assert Client().post(SIGN_IN, typed()).status_code == 422
    assert client.post(SIGN_IN, typed()).status_code == 302


def test_an_empty_form_is_handed_back(client: Client) -> None:
    answer = client.post(SIGN_IN, {})

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"login_name", "password"}


def test_the_page_somebody_came_for_is_remembered(client: Client, office: Account) -> None:
    asked = client.get("/people/my_account/")
    assert asked["Location"] == f"{SIGN_IN}?next=/people/my_account/"

    answer = client.post(SIGN_IN, typed(next="/people/my_account/"))

    assert answer["Location"] == "/people/my_account/"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:x"])
def test_a_page_elsewhere_is_not_gone_to(client: Client, office: Account, elsewhere: str) -> None:
    answer = client.post(SIGN_IN, typed(next=elsewhere))

    assert answer["Location"] == "/"


def test_whoever_has_several_seats_chooses_one(client: Client, office: Account) -> None:
    appoint(office.person, Role.STAFF, school=a_school())

    answer = client.post(SIGN_IN, typed(next="/people/my_account/"))

    assert answer["Location"] == "/people/switch_seat/"
    assert client.get("/people/my_account/").status_code == 302
    assert client.get(SIGN_IN)["Location"] == "/people/switch_seat/"


def test_whoever_needs_a_second_factor_is_led_to_it(client: Client) -> None:
    person = a_person()
    appoint(person, Role.PRINCIPAL, school=a_school())
    account = an_account(person, login_name="office1")

    assert client.post(SIGN_IN, typed())["Location"] == "/people/show_second_factor/"
    assert client.get(SIGN_IN)["Location"] == "/people/show_second_factor/"
    assert client.get("/people/show_second_factor/")["Location"] == "/people/set_up_second_factor/"
    a_second_factor(account)
    assert client.get("/people/show_second_factor/").status_code == 200


def test_whoever_stands_inside_is_not_asked_again(client: Client, office: Account) -> None:
    client.post(SIGN_IN, typed())

    assert client.get(f"{SIGN_IN}?next=/people/my_account/")["Location"] == "/people/my_account/"


def test_a_form_from_elsewhere_is_refused(office: Account) -> None:
    client = Client(enforce_csrf_checks=True)

    assert client.post(SIGN_IN, typed()).status_code == 403
    assert client.get("/people/my_account/").status_code == 302


def test_a_session_is_not_longer_than_a_working_day(client: Client, office: Account) -> None:
    client.post(SIGN_IN, typed())

    assert abs(client.session.get_expiry_age() - 12 * 3600) < 60
    assert timedelta(seconds=client.cookies["kehou"]["max-age"]) <= timedelta(hours=12)
