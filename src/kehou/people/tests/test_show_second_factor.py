from datetime import datetime, timedelta

import pytest

from kehou.kernel.explained import Reason, Verdict
from kehou.ordinance.roles import Role
from kehou.people.actions import show_second_factor
from kehou.people.core.codes import time_based_code
from kehou.people.models import Account, SignInFailure, TimeBasedSecret
from kehou.people.queries.visitors import Visitor
from kehou.people.testing import AFTERNOON, a_person, a_second_factor, an_account, somebody
from kehou.platform.actors import Actor
from kehou.platform.errors import Forbidden
from kehou.platform.models import JournalEntry

pytestmark = pytest.mark.django_db

WRONG = Verdict((Reason("wrong_second_factor"),))


@pytest.fixture
def account() -> Account:
    return an_account(a_person())


def later(seconds: float) -> datetime:
    return AFTERNOON + timedelta(seconds=seconds)


def show(
    account: Account, digits: str, *, seconds: float = 0, visitor: Visitor | None = None
) -> Verdict:
    return show_second_factor(
        actor=Actor(role=Role.PUBLIC, person_id=account.person_id),
        at=later(seconds),
        account=account,
        digits=digits,
        visitor=visitor or Visitor("10.0.0.1"),
    )


def test_the_code_of_now_is_accepted_and_written_down(account: Account) -> None:
    secret = a_second_factor(account)

    assert show(account, time_based_code(secret, at=AFTERNOON))

    entry = JournalEntry.objects.get()
    assert (entry.act, entry.actor_person_id) == ("people.second_factor_shown", account.person_id)


def test_the_first_code_ends_the_setting_up(account: Account) -> None:
    secret = a_second_factor(account)
    TimeBasedSecret.objects.update(confirmed_at=None)

    assert show(account, time_based_code(secret, at=AFTERNOON))

    assert TimeBasedSecret.objects.get().confirmed_at == AFTERNOON
    assert JournalEntry.objects.get().act == "people.second_factor_set_up"


def test_a_code_is_good_once(account: Account) -> None:
    code = time_based_code(a_second_factor(account), at=AFTERNOON)
    show(account, code)

    assert show(account, code) == WRONG
    assert JournalEntry.objects.latest("pk").act == "people.second_factor_failed"


def test_an_older_code_than_the_one_used_is_refused(account: Account) -> None:
    secret = a_second_factor(account)
    show(account, time_based_code(secret, at=AFTERNOON))

    assert show(account, time_based_code(secret, at=later(-30))) == WRONG


def test_the_code_of_a_minute_ago_is_refused(account: Account) -> None:
    secret = a_second_factor(account)

    assert show(account, time_based_code(secret, at=later(-60))) == WRONG
    assert show(account, time_based_code(secret, at=later(30)), seconds=2) == WRONG
    assert show(account, time_based_code(secret, at=later(-30)), seconds=5)


def test_guessing_gets_slow_from_wherever(account: Account) -> None:
    secret = a_second_factor(account)
    for turn in range(50):
        show(account, f"{turn:06d}", visitor=Visitor(f"10.0.0.{turn}"))

    assert SignInFailure.objects.count() == 1
    right = time_based_code(secret, at=AFTERNOON)
    (waiting,) = show(account, right).against
    assert waiting.code == "wait_before_trying"
    assert show(account, right, seconds=1)
    assert not SignInFailure.objects.exists()


def test_a_known_device_does_not_wait_for_what_others_guess(account: Account) -> None:
    secret = a_second_factor(account)
    show(account, "000000")
    mine = Visitor("10.0.0.1", device="mine", accounts=(account.pk,))

    assert show(account, time_based_code(secret, at=AFTERNOON), visitor=mine)


def test_an_account_without_second_factor_is_told_so(account: Account) -> None:
    assert show(account, "123456") == Verdict((Reason("second_factor_is_missing"),))


def test_nobody_shows_it_for_somebody_else(account: Account) -> None:
    secret = a_second_factor(account)

    with pytest.raises(Forbidden):
        show_second_factor(
            actor=somebody(Role.PRINCIPAL),
            at=AFTERNOON,
            account=account,
            digits=time_based_code(secret, at=AFTERNOON),
            visitor=Visitor("10.0.0.1"),
        )

    assert TimeBasedSecret.objects.get().last_step_used == 0
