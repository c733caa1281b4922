from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from kehou.people.models import Account, Person
from kehou.people.testing import AFTERNOON, a_guardian, a_person, a_pupil
from kehou.people.tests.conftest import PHONE, Ask

pytestmark = pytest.mark.django_db

ENTER, CHOOSE = "/people/enter_code/", "/people/choose_person/"


def test_whoever_shares_a_phone_chooses_who_they_are(
    client: Client, guardian: Person, ask: Ask
) -> None:
    father = a_guardian(a_pupil(), person=a_person("林父", phone=PHONE)).person
    digits = ask(client)

    assert client.get(CHOOSE)["Location"] == "/people/sign_in_by_phone/", "not before the code"
    assert client.post(ENTER, {"digits": digits})["Location"] == CHOOSE
    page = client.get(CHOOSE)
    assert set(page.context["persons"]) == {guardian, father}
    assert client.get("/people/my_account/").status_code == 302, "nobody is in yet"

    assert client.post(CHOOSE, {"person": father.pk})["Location"] == "/"
    assert client.get("/people/my_account/").context["account"].person == father


def test_nobody_chooses_somebody_with_another_phone(
    client: Client, guardian: Person, ask: Ask
) -> None:
    a_guardian(a_pupil(), person=a_person("林父", phone=PHONE))
    stranger = a_guardian(a_pupil()).person
    client.post(ENTER, {"digits": ask(client)})

    assert client.post(CHOOSE, {"person": stranger.pk}).status_code == 422
    assert not Account.objects.exists()


def test_choosing_long_after_the_code_is_refused(
    client: Client, guardian: Person, ask: Ask, at_time: Callable[[datetime], None]
) -> None:
    a_guardian(a_pupil(), person=a_person("林父", phone=PHONE))
    client.post(ENTER, {"digits": ask(client)})
    at_time(AFTERNOON + timedelta(minutes=6))

    assert client.post(CHOOSE, {"person": guardian.pk}).status_code == 422
    assert not Account.objects.exists()


def test_numbers_of_persons_are_not_told_in_thousands(client: Client, ask: Ask) -> None:
    for name, key in (("林母", 1_234_567), ("林父", 1_234_568)):
        person = a_person(name, phone=PHONE)
        Person.objects.filter(pk=person.pk).update(id=key)
        a_guardian(a_pupil(), person=Person.objects.get(pk=key))
    client.post(ENTER, {"digits": ask(client)})

    assert 'value="1234567"' in client.get(CHOOSE).content.decode()
