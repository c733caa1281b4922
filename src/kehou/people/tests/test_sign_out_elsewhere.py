import pytest
from django.test import Client

from kehou.ordinance.roles import Role
from kehou.people.actions import sign_out_elsewhere
from kehou.people.models import Account
from kehou.people.testing import AFTERNOON, somebody
from kehou.people.tests.pages_of import inside
from kehou.platform.errors import Forbidden
from kehou.platform.models import JournalEntry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_the_afternoon")]
MINE = "/people/my_account/"


def test_this_device_stays_in_and_every_other_is_out(office: Account) -> None:
    here, elsewhere = inside(office), inside(office)

    assert here.post("/people/sign_out_elsewhere/")["Location"] == MINE

    assert here.get(MINE).status_code == 200
    assert elsewhere.get(MINE).status_code == 302
    assert JournalEntry.objects.filter(act="people.signed_out_elsewhere").count() == 1


def test_nobody_signs_out_somebody_else(office: Account) -> None:
    with pytest.raises(Forbidden):
        sign_out_elsewhere(actor=somebody(Role.PRINCIPAL), at=AFTERNOON, account=office)


def test_the_public_has_no_devices(client: Client) -> None:
    assert client.post("/people/sign_out_elsewhere/").status_code == 401
