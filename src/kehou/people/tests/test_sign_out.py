import pytest

from kehou.ordinance.roles import Role
from kehou.people.actions import sign_out
from kehou.people.testing import AFTERNOON, a_person, an_account, somebody
from kehou.platform.actors import Actor
from kehou.platform.errors import Forbidden
from kehou.platform.models import JournalEntry

pytestmark = pytest.mark.django_db


def test_signing_out_is_written_down() -> None:
    account = an_account(a_person())
    actor = Actor(role=Role.PUBLIC, person_id=account.person_id)

    sign_out(actor=actor, at=AFTERNOON, account=account)

    entry = JournalEntry.objects.get()
    assert (entry.act, entry.subject_id) == ("people.signed_out", str(account.pk))


def test_nobody_signs_out_somebody_else() -> None:
    account = an_account(a_person())

    with pytest.raises(Forbidden):
        sign_out(actor=somebody(Role.PRINCIPAL), at=AFTERNOON, account=account)

    assert not JournalEntry.objects.exists()
