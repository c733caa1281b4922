from datetime import timedelta

import pytest

from kehou.kernel.explained import Verdict
from kehou.ordinance.roles import Role
from kehou.people.actions import change_password, prepare_second_factor
from kehou.people.models import Account, TimeBasedSecret
from kehou.people.testing import (
    AFTERNOON,
    PASSWORD,
    a_person,
    a_second_factor,
    an_account,
    somebody,
)
from kehou.platform.actors import Actor
from kehou.platform.errors import Forbidden
from kehou.platform.models import JournalEntry

pytestmark = pytest.mark.django_db

NEW = "four unrelated plain words"


@pytest.fixture
def account() -> Account:
    return an_account(a_person(), login_name="wang.li.office")


def change(
    account: Account, new: str = NEW, *, current: str = PASSWORD, seconds: int = 0
) -> Verdict:
    return change_password(
        actor=Actor(role=Role.OFFICE, person_id=account.person_id),
        at=AFTERNOON + timedelta(seconds=seconds),
        account=account,
        current=current,
        new=new,
    )


def codes(verdict: Verdict) -> list[str]:
    return [reason.code for reason in verdict.against]


def test_the_new_password_counts_and_sessions_of_the_old_one_end(account: Account) -> None:
    before = account.get_session_auth_hash()

    assert change(account)

    account.refresh_from_db()
    assert account.check_password(NEW)
    assert account.get_session_auth_hash() != before
    assert [e.act for e in JournalEntry.objects.all()] == ["people.password_changed"]


@pytest.mark.parametrize(
    ("new", "against"),
    [
        ("elevensigns", ["password_too_short"]),
        ("password", ["password_too_short", "password_too_common"]),
        ("manchesterunited", ["password_too_common"]),
        ("wang.li.office1", ["password_like_its_name"]),
    ],
)
def test_refuses_a_weak_password_and_changes_nothing(
    account: Account, new: str, against: list[str]
) -> None:
    assert codes(change(account, new)) == against

    account.refresh_from_db()
    assert account.check_password(PASSWORD)
    assert not JournalEntry.objects.exists()


def test_refuses_a_wrong_old_password_and_gets_slow(account: Account) -> None:
    assert codes(change(account, current="wrong")) == ["wrong_password"]
    assert codes(change(account)) == ["wait_before_trying"]

    account.refresh_from_db()
    assert account.check_password(PASSWORD)
    assert [e.act for e in JournalEntry.objects.all()] == ["people.password_change_failed"]
    assert change(account, seconds=1)


def test_nobody_changes_somebody_elses(account: Account) -> None:
    with pytest.raises(Forbidden):
        change_password(
            actor=somebody(Role.PRINCIPAL),
            at=AFTERNOON,
            account=account,
            current=PASSWORD,
            new=NEW,
        )

    account.refresh_from_db()
    assert account.check_password(PASSWORD)


def test_a_password_handed_out_meanwhile_is_not_undone_by_the_old_one(account: Account) -> None:
    asked_before = Account.objects.get(pk=account.pk)
    account.set_password("handed out meanwhile")
    account.one_time_until = AFTERNOON + timedelta(days=7)
    account.save()

    assert codes(change(asked_before)) == ["wrong_password"]

    account.refresh_from_db()
    assert account.check_password("handed out meanwhile")
    assert account.one_time_until is not None


def test_a_password_that_expired_is_replaced_in_no_session(account: Account) -> None:
    account.one_time_until = AFTERNOON
    account.save()

    assert codes(change(account)) == ["one_time_password_expired"]

    account.refresh_from_db()
    assert account.check_password(PASSWORD)
    assert not JournalEntry.objects.exists()


def test_a_second_factor_that_was_never_shown_goes_with_the_old_password(account: Account) -> None:
    owner = Actor(role=Role.PUBLIC, person_id=account.person_id)
    prepare_second_factor(actor=owner, at=AFTERNOON, account=account)

    assert change(account)

    assert not TimeBasedSecret.objects.exists()


def test_a_second_factor_that_is_set_up_stays(account: Account) -> None:
    a_second_factor(account)

    assert change(account)

    assert TimeBasedSecret.objects.exists()
