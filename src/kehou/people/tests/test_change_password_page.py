import pytest
from django.test import Client

from kehou.ordinance.roles import Role
from kehou.people.models import Account, Person
from kehou.people.testing import PASSWORD, sign_in, somebody
from kehou.people.tests.pages_of import inside

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_the_afternoon")]

NEW = "four unrelated plain words"
CHANGE, MINE = "/people/change_password/", "/people/my_account/"


def test_a_guardian_has_no_password_to_change(client: Client) -> None:
    actor = somebody(Role.GUARDIAN)
    Account.objects.create(
        person=Person.objects.get(pk=actor.person_id), password="!no password at all"
    )
    sign_in(client, actor)

    assert CHANGE not in client.get(MINE).content.decode()
    assert client.get(CHANGE).status_code == 404


def test_a_changed_password_keeps_this_device_in_and_puts_others_out(office: Account) -> None:
    here, elsewhere = inside(office), inside(office)
    assert here.get(CHANGE).status_code == 200

    answer = here.post(CHANGE, {"current": PASSWORD, "new": NEW, "again": NEW})

    assert answer["Location"] == MINE
    assert here.get(MINE).status_code == 200
    assert elsewhere.get(MINE).status_code == 302


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"current": PASSWORD, "new": NEW, "again": "something else entirely"},
        {"current": PASSWORD, "again": NEW},
        {"current": PASSWORD, "new": "short", "again": "short"},
        {"current": "wrong", "new": NEW, "again": NEW},
    ],
)
def test_what_does_not_hold_is_handed_back_and_changes_nothing(
    office: Account, typed: dict[str, str]
) -> None:
    client = inside(office)

    assert client.post(CHANGE, typed).status_code == 422

    office.refresh_from_db()
    assert office.check_password(PASSWORD)
    assert client.get(MINE).status_code == 200
