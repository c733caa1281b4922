import pytest
from django.test import Client

from kehou.people.models import Account
from kehou.people.tests.pages_of import inside
from kehou.platform.models import JournalEntry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_the_afternoon")]

MINE, OUT = "/people/my_account/", "/people/sign_out/"


def test_signing_out_ends_the_session_and_clears_the_cache(office: Account) -> None:
    client = inside(office)

    answer = client.post(OUT)

    assert (answer["Location"], answer["Clear-Site-Data"]) == ("/", '"cache"')
    assert client.get(MINE).status_code == 302
    assert JournalEntry.objects.latest("pk").act == "people.signed_out"


def test_signing_out_is_never_a_link(office: Account) -> None:
    client = inside(office)

    assert client.get(OUT).status_code == 405
    assert client.get(MINE).status_code == 200


def test_whoever_is_not_in_may_sign_out_too(client: Client) -> None:
    assert client.post(OUT)["Location"] == "/"
    assert not JournalEntry.objects.exists()
