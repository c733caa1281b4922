import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from kehou.ordinance.roles import Role
from kehou.people.models import OneTimeCode
from kehou.people.testing import a_guardian, a_person, a_pupil, sign_in, somebody
from kehou.people.tests.pages_of import words_of

pytestmark = pytest.mark.django_db

BY_PHONE = "/people/sign_in_by_phone/"
PHONE, STRANGERS = "13912345678", "13900000000"


@pytest.fixture(autouse=True)
def _messages_are_carried(settings: Settings) -> None:
    settings.MESSAGE_CARRIER = "kehou.people.handlers.keep_for_demo"
    a_guardian(a_pupil(), person=a_person("林母", phone=PHONE))


def test_the_door_of_guardians_leads_staff_to_theirs(client: Client) -> None:
    page = client.get(f"{BY_PHONE}?next=/custody/")

    assert page.status_code == 200
    assert '/people/sign_in/?next=%2Fcustody%2F"' in page.content.decode()
    assert 'name="next" value="/custody/"' in page.content.decode()


@pytest.mark.parametrize("typed", [PHONE, "139-1234-5678", "＋86 139 1234 5678", "1391234 5678 "])
def test_a_number_in_any_writing_leads_to_the_code(client: Client, typed: str) -> None:
    answer = client.post(BY_PHONE, {"phone": typed})

    assert (answer.status_code, answer["Location"]) == (302, "/people/enter_code/")
    assert client.session["code"] == OneTimeCode.objects.get().pk


@pytest.mark.parametrize("typed", ["", "12345", "0755-26001234", "zhang@school", "139123456789"])
def test_what_is_no_mobile_number_is_handed_back(client: Client, typed: str) -> None:
    answer = client.post(BY_PHONE, {"phone": typed})

    assert answer.status_code == 422
    assert not OneTimeCode.objects.exists()


def test_a_known_and_an_unknown_number_are_answered_alike() -> None:
    told = []
    for phone, address in ((PHONE, "10.0.0.1"), (STRANGERS, "10.0.0.2")):
        client = Client(REMOTE_ADDR=address)
        first = client.post(BY_PHONE, {"phone": phone})
        enter = client.get(first["Location"])
        again = client.post(BY_PHONE, {"phone": phone})
        wrong = client.post(first["Location"], {"digits": "000000"})
        told.append(
            [
                (answer.status_code, words_of(answer).replace(phone, "…"))
                for answer in (first, enter, again, wrong)
            ]
        )

    assert told[0] == told[1]
    assert [status for status, _ in told[0]] == [302, 200, 422, 422]


def test_known_and_unknown_numbers_ask_the_database_alike() -> None:
    asked = []
    for phone, address in ((PHONE, "10.0.0.1"), (STRANGERS, "10.0.0.2")):
        with CaptureQueriesContext(connection) as queries:
            Client(REMOTE_ADDR=address).post(BY_PHONE, {"phone": phone})
        asked.append(len(queries))

    assert asked[0] == asked[1]


def test_where_nobody_carries_messages_it_is_said(client: Client, settings: Settings) -> None:
    settings.MESSAGE_CARRIER = ""

    answer = client.post(BY_PHONE, {"phone": PHONE})

    assert answer.status_code == 422
    assert "尚未开通短信" in answer.content.decode()


def test_whoever_stands_inside_is_not_asked_again(client: Client) -> None:
    sign_in(client, somebody(Role.GUARDIAN))

    assert client.get(BY_PHONE)["Location"] == "/"
