from datetime import timedelta
from statistics import median
from time import perf_counter

import pytest

from kehou.kernel.explained import Verdict
from kehou.ordinance.roles import Role
from kehou.people.actions import sign_in
from kehou.people.models import Account, SignInFailure
from kehou.people.queries.failures import FOR_A_NAME, REMEMBERED
from kehou.people.queries.visitors import Visitor
from kehou.people.testing import AFTERNOON, PASSWORD, a_person, an_account
from kehou.platform.actors import Actor
from kehou.platform.errors import Forbidden
from kehou.platform.models import JournalEntry

pytestmark = pytest.mark.django_db

ELSEWHERE = Visitor("198.51.100.1")


@pytest.fixture
def account() -> Account:
    return an_account(a_person(), login_name="wang.li")


def attempt(
    name: str = "wang.li",
    password: str = PASSWORD,
    *,
    seconds: float = 0,
    visitor: Visitor = ELSEWHERE,
) -> "Account | Verdict":
    return sign_in(
        actor=Actor.public(),
        at=AFTERNOON + timedelta(seconds=seconds),
        login_name=name,
        password=password,
        visitor=visitor,
    )


def codes(answer: "Account | Verdict") -> list[str]:
    assert isinstance(answer, Verdict)
    return [reason.code for reason in answer.against]


def test_lets_in_who_knows_the_password_and_writes_it_down(account: Account) -> None:
    assert attempt() == account

    entry = JournalEntry.objects.get()
    assert (entry.act, entry.subject_id) == ("people.signed_in", str(account.pk))
    assert (entry.actor_role, entry.actor_person_id) == ("public", account.person_id)
    assert not SignInFailure.objects.exists()


def test_a_name_is_read_as_people_type_it(account: Account) -> None:
    assert attempt(" ｗａｎｇ．ｌｉ ") == account


def test_a_wrong_password_is_refused_and_written_down(account: Account) -> None:
    assert codes(attempt(password="wrong")) == ["wrong_name_or_password"]

    entry = JournalEntry.objects.get()
    assert (entry.act, entry.detail) == ("people.sign_in_failed", {"account": account.pk})
    assert SignInFailure.objects.count() == 1


def test_an_unknown_name_is_answered_like_a_wrong_password(account: Account) -> None:
    known, unknown = attempt(password="wrong"), attempt("nobody", "wrong")

    assert known == unknown
    assert JournalEntry.objects.latest("pk").detail == {"account": None}


def test_a_disabled_account_is_answered_like_a_wrong_password(account: Account) -> None:
    wrong = attempt(password="wrong")
    Account.objects.update(is_active=False)

    assert attempt(seconds=10) == wrong


def test_an_account_without_password_is_answered_like_a_wrong_one(account: Account) -> None:
    wrong = attempt(password="wrong")
    account.set_unusable_password()
    account.save()

    assert attempt(password="", seconds=10) == wrong


def test_known_and_unknown_names_take_the_same_time(account: Account) -> None:
    took: dict[str, list[float]] = {"wang.li": [], "nobody": []}

    for turn in range(11):
        for name, times in took.items():
            began = perf_counter()
            attempt(name, "wrong", visitor=Visitor(f"10.0.{turn}.1"))
            times.append(perf_counter() - began)

    known, unknown = median(took["wang.li"]), median(took["nobody"])
    assert abs(known - unknown) < min(known, unknown) / 2, "one hash each, and a hash is most of it"


def test_each_failure_doubles_the_wait(account: Account) -> None:
    attempt(password="wrong")

    assert codes(attempt(seconds=0.5)) == ["wait_before_trying"]
    assert codes(attempt(password="wrong", seconds=1)) == ["wrong_name_or_password"]
    refused = attempt(seconds=2)
    assert isinstance(refused, Verdict)
    assert refused.against[0].facts == {"seconds": 1}
    assert attempt(seconds=3) == account


def test_a_guess_that_must_wait_is_not_weighed_and_not_counted(account: Account) -> None:
    attempt(password="wrong")
    entries = JournalEntry.objects.count()

    assert codes(attempt()) == codes(attempt(password="wrong")) == ["wait_before_trying"]

    assert SignInFailure.objects.count() == 1
    assert JournalEntry.objects.count() == entries


def test_the_right_password_forgives_what_was_mistyped_here(account: Account) -> None:
    attempt(password="wrong")
    attempt("somebody.else", "wrong")

    assert attempt(seconds=1) == account

    assert SignInFailure.objects.count() == 1


def test_a_thousand_guesses_from_a_hundred_addresses_weigh_a_hundred(account: Account) -> None:
    at_home = Visitor("192.0.2.1", device="mine", accounts=(account.pk,))

    for turn in range(1000):
        visitor = Visitor(f"10.0.0.{turn % 100}")
        assert not attempt(password=f"guess {turn}", visitor=visitor, seconds=turn / 1000)

    assert SignInFailure.objects.count() <= 100
    assert attempt(visitor=at_home, seconds=1) == account, "the owner gets in on a known device"
    assert attempt(visitor=Visitor("192.0.2.9"), seconds=1) == account, "and on a new one elsewhere"


def test_a_known_device_passes_while_others_guess_from_its_own_address(account: Account) -> None:
    for turn in range(60):
        attempt(f"name {turn}", "wrong", visitor=ELSEWHERE)
    at_school = Visitor(ELSEWHERE.address, device="mine", accounts=(account.pk,))

    assert codes(attempt(visitor=ELSEWHERE)) == ["wait_before_trying"]
    assert attempt(visitor=at_school) == account


def test_a_known_device_waits_for_its_own_failures(account: Account) -> None:
    mine = Visitor("192.0.2.1", device="mine", accounts=(account.pk,))
    attempt(password="wrong", visitor=mine)

    assert codes(attempt(visitor=mine)) == ["wait_before_trying"]
    assert codes(attempt(visitor=Visitor("192.0.2.2", "mine", mine.accounts))) == [
        "wait_before_trying"
    ]


def test_a_device_counts_only_for_the_accounts_it_knows(account: Account) -> None:
    other = an_account(a_person(), login_name="zhao")
    theirs = Visitor(ELSEWHERE.address, device="theirs", accounts=(other.pk,))
    attempt(password="wrong")

    assert codes(attempt(visitor=theirs)) == ["wait_before_trying"]


def test_many_names_from_one_address_wait_too(account: Account) -> None:
    answers = [codes(attempt(f"name {turn}", "wrong")) for turn in range(40)]

    assert answers.count(["wrong_name_or_password"]) == 31
    assert attempt(seconds=60) == account, "nobody at that address waits longer than a minute"


def test_failures_are_forgotten_and_deleted_after_a_day(account: Account) -> None:
    attempt(password="wrong")
    a_day_later = (REMEMBERED + timedelta(seconds=1)).total_seconds()

    attempt("nobody", "wrong", seconds=a_day_later)

    assert SignInFailure.objects.count() == 1
    assert FOR_A_NAME.most < REMEMBERED


def test_a_part_of_the_platform_does_not_sign_in(account: Account) -> None:
    with pytest.raises(Forbidden):
        sign_in(
            actor=Actor.system("worker"),
            at=AFTERNOON,
            login_name="wang.li",
            password=PASSWORD,
            visitor=ELSEWHERE,
        )

    assert Role.SYSTEM not in JournalEntry.objects.values_list("actor_role", flat=True)


def test_neither_names_nor_addresses_are_kept_in_plain(account: Account) -> None:
    attempt("wang.li.typed", "wrong")

    failure = SignInFailure.objects.get()
    kept = bytes(failure.name_index) + bytes(failure.source_index)
    journal = str(list(JournalEntry.objects.values()))
    assert len(kept) == 64
    assert b"wang" not in kept
    assert "wang" not in journal
    assert ELSEWHERE.address not in journal
