"""The account of somebody who speaks for an institution (4.2)."""

import pytest

from kehou.kernel.explained import Refused
from kehou.ordinance.roles import Role
from kehou.people.actions import open_representative_account
from kehou.people.models import Account
from kehou.people.testing import AFTERNOON, a_person, an_account, somebody
from kehou.platform.errors import Forbidden
from kehou.platform.models import JournalEntry

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [Role.CITY_BUREAU, Role.DISTRICT_REVIEWER])
def test_the_account_is_opened_with_a_password_that_only_its_hash_is_kept_of(role: Role) -> None:
    opened = open_representative_account(
        actor=somebody(role), at=AFTERNOON, name="卫代表", login_name=" ｗei "
    )

    account = Account.objects.get(login_name="wei")
    assert account.person.name == "卫代表"
    assert account.check_password(opened.password)
    assert len(opened.password) == 14
    assert opened.password not in repr(opened)
    entry = JournalEntry.objects.get(act="people.representative_account_opened")
    assert opened.password not in str(entry.detail)


def test_two_passwords_differ() -> None:
    bureau = somebody(Role.CITY_BUREAU)
    first, second = (
        open_representative_account(actor=bureau, at=AFTERNOON, name="卫代表", login_name=name)
        for name in ("wei1", "wei2")
    )

    assert first.password != second.password


def test_whoever_has_an_account_keeps_it() -> None:
    account = an_account(a_person("卫代表"), login_name="wei")

    opened = open_representative_account(
        actor=somebody(Role.CITY_BUREAU), at=AFTERNOON, name="卫代表", login_name="wei"
    )

    assert (opened.account, opened.password) == (account, "")


@pytest.mark.parametrize(("name", "is_active"), [("另一人", True), ("卫代表", False)])
def test_a_login_name_of_somebody_else_or_disabled_is_refused(name: str, is_active: bool) -> None:
    account = an_account(a_person("卫代表"), login_name="wei")
    Account.objects.filter(pk=account.pk).update(is_active=is_active)

    with pytest.raises(Refused) as refused:
        open_representative_account(
            actor=somebody(Role.CITY_BUREAU), at=AFTERNOON, name=name, login_name="wei"
        )

    assert [why.code for why in refused.value.against] == ["login_name_is_of_another"]


@pytest.mark.parametrize("role", [Role.OFFICE, Role.AUDITOR, Role.INSTITUTION, Role.PUBLIC])
def test_nobody_else_opens_one(role: Role) -> None:
    with pytest.raises(Forbidden):
        open_representative_account(
            actor=somebody(role), at=AFTERNOON, name="卫代表", login_name="wei"
        )
