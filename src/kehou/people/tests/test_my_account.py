import pytest
from django.test import Client

from kehou.people.models import Account, Person
from kehou.people.tests.conftest import Ask
from kehou.people.tests.pages_of import inside

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_the_afternoon")]

MINE = "/people/my_account/"


def test_an_account_is_shown_to_its_own_person(office: Account) -> None:
    page = inside(office).get(MINE)

    assert page.status_code == 200
    assert "office1" in page.content.decode()
    assert Client().get(MINE).status_code == 302


def test_a_guardian_is_told_how_long_the_phone_stays_in(
    client: Client, guardian: Person, ask: Ask
) -> None:
    client.post("/people/enter_code/", {"digits": ask(client)})

    page = client.get(MINE).content.decode()

    assert "本机保持30天" in page
    assert "/people/change_password/" not in page
