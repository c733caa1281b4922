from datetime import timedelta

import pytest

from kehou.kernel.explained import Reason, Verdict
from kehou.people.actions import accept_code
from kehou.people.models import Account, Guardianship, OneTimeCode, Person
from kehou.people.queries.phones import GOOD_FOR, TRIES, code_hash, phone_index_of
from kehou.people.testing import AFTERNOON, a_guardian, a_person, a_pupil
from kehou.platform.actors import Actor
from kehou.platform.errors import Forbidden
from kehou.platform.models import JournalEntry

pytestmark = pytest.mark.django_db

PHONE, DIGITS, WRONG = "13912345678", "024680", "135791"


@pytest.fixture
def guardian() -> Person:
    return a_guardian(a_pupil(), person=a_person("林母", phone=PHONE)).person


def a_code(phone: str = PHONE) -> OneTimeCode:
    return OneTimeCode.objects.create(
        phone_index=phone_index_of(phone),
        source_index=b"s" * 32,
        code_hash=code_hash(phone_index_of(phone), DIGITS),
        sent_at=AFTERNOON,
        expires_at=AFTERNOON + GOOD_FOR,
        tries_left=TRIES,
    )


def enter(code: OneTimeCode, digits: str = DIGITS, *, seconds: float = 1) -> Verdict:
    at = AFTERNOON + timedelta(seconds=seconds)
    return accept_code(actor=Actor.public(), at=at, code=code, digits=digits)


def test_the_right_digits_are_accepted_once(guardian: Person) -> None:
    code = a_code()

    assert enter(code)
    assert enter(code) == Verdict((Reason("code_was_used"),))

    assert code.used_at == AFTERNOON + timedelta(seconds=1)
    assert [e.act for e in JournalEntry.objects.all()] == ["people.code_accepted"]


def test_wrong_digits_take_a_try(guardian: Person) -> None:
    code = a_code()

    assert enter(code, WRONG) == Verdict((Reason("wrong_code", facts={"left": 4}),))
    assert enter(code)
    assert [e.act for e in JournalEntry.objects.order_by("pk")] == [
        "people.code_wrong",
        "people.code_accepted",
    ]


def test_after_five_wrong_tries_the_right_digits_are_refused(guardian: Person) -> None:
    code = a_code()
    verdicts = [enter(code, WRONG) for _ in range(5)]

    assert verdicts[-1] == enter(code) == Verdict((Reason("no_tries_left"),))
    assert code.used_at is None


def test_an_expired_code_is_refused(guardian: Person) -> None:
    code = a_code()

    assert enter(code, seconds=300) == Verdict((Reason("code_expired"),))
    assert enter(code, seconds=299.9)


def test_the_code_of_one_phone_does_not_open_another(guardian: Person) -> None:
    other = a_code("13900000000")

    assert enter(other) == Verdict((Reason("wrong_code", facts={"left": 4}),))


def test_right_digits_for_a_phone_without_guardian_are_answered_like_wrong_ones() -> None:
    a_person("谁", phone=PHONE)

    assert enter(a_code()) == Verdict((Reason("wrong_code", facts={"left": 4}),))


def test_whoever_is_no_guardian_any_more_is_answered_like_a_stranger(guardian: Person) -> None:
    Guardianship.objects.update(until=AFTERNOON.date())

    assert enter(a_code()) == Verdict((Reason("wrong_code", facts={"left": 4}),))


def test_a_disabled_account_is_answered_like_a_stranger(guardian: Person) -> None:
    Account.objects.create(person=guardian, is_active=False)

    assert enter(a_code()) == Verdict((Reason("wrong_code", facts={"left": 4}),))


def test_a_part_of_the_platform_enters_no_code(guardian: Person) -> None:
    code = a_code()

    with pytest.raises(Forbidden):
        accept_code(actor=Actor.system("worker"), at=AFTERNOON, code=code, digits=DIGITS)

    code.refresh_from_db()
    assert (code.used_at, code.tries_left) == (None, TRIES)
