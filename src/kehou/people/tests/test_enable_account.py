import pytest

from kehou.ordinance.roles import Role
from kehou.people.actions import enable_account
from kehou.people.models import Account
from kehou.people.testing import AFTERNOON, somebody
from kehou.people.tests.seated import a_teacher
from kehou.platform.errors import Forbidden
from kehou.platform.models import JournalEntry
from kehou.schools.testing import a_school

pytestmark = pytest.mark.django_db


def test_whoever_was_shut_out_may_come_in_again_and_a_stranger_lets_nobody_in() -> None:
    school = a_school()
    account = a_teacher(school)
    Account.objects.update(is_active=False)

    with pytest.raises(Forbidden):
        enable_account(actor=somebody(Role.OFFICE), at=AFTERNOON, account=account)
    account.refresh_from_db()
    assert not account.is_active

    enable_account(actor=somebody(Role.OFFICE, school), at=AFTERNOON, account=account)
    account.refresh_from_db()
    assert account.is_active
    assert JournalEntry.objects.get().act == "people.account_enabled"
