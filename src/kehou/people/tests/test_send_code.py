from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from kehou.kernel.explained import Reason, Refused
from kehou.people.actions import send_code
from kehou.people.models import Account, DemoMessage, OneTimeCode, Person
from kehou.people.queries.demo import kept_messages
from kehou.people.queries.phones import TRIES
from kehou.people.queries.visitors import Visitor
from kehou.people.testing import AFTERNOON, a_guardian, a_person, a_pupil
from kehou.platform.actors import Actor
from kehou.platform.errors import Forbidden
from kehou.platform.models import JournalEntry

pytestmark = pytest.mark.django_db

PHONE, STRANGERS = "13912345678", "13900000000"
Ask = Callable[..., OneTimeCode]


@pytest.fixture
def ask(
    settings: Settings, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> Ask:
    settings.MESSAGE_CARRIER = "kehou.people.handlers.keep_for_demo"

    def send(phone: str = PHONE, *, seconds: int = 0, visitor: str | Visitor = "10.0.0.1") -> Any:
        with django_capture_on_commit_callbacks(execute=True):
            return send_code(
                actor=Actor.public(),
                at=AFTERNOON + timedelta(seconds=seconds),
                phone=phone,
                visitor=Visitor(visitor) if isinstance(visitor, str) else visitor,
            )

    return send


@pytest.fixture
def guardian() -> Person:
    return a_guardian(a_pupil(), person=a_person("林母", phone=PHONE)).person


def refusal(ask: Ask, *args: Any, **kwargs: Any) -> Reason:
    with pytest.raises(Refused) as refused:
        ask(*args, **kwargs)
    return refused.value.against[0]


def test_a_guardian_is_sent_six_digits(ask: Ask, guardian: Person) -> None:
    code = ask()

    (message,) = kept_messages()
    digits = "".join(sign for sign in message.text if sign.isdigit())[:6]
    assert message.phone == PHONE
    assert len(digits) == 6
    assert (code.expires_at - code.sent_at, code.tries_left) == (timedelta(minutes=5), TRIES)
    assert digits.encode() not in bytes(code.code_hash)
    assert JournalEntry.objects.filter(act="people.code_asked_for").count() == 1


def test_a_number_that_no_guardian_has_gets_a_code_that_is_sent_to_nobody(ask: Ask) -> None:
    a_person("谁", phone=STRANGERS)

    code = ask(STRANGERS)

    assert code.tries_left == TRIES
    assert not DemoMessage.objects.exists()
    assert JournalEntry.objects.get().detail == {}


@pytest.mark.parametrize("phone", [PHONE, STRANGERS])
def test_another_code_is_sent_after_a_minute(ask: Ask, guardian: Person, phone: str) -> None:
    ask(phone)

    refused = refusal(ask, phone, seconds=59, visitor="10.0.0.2")

    assert (refused.code, refused.facts) == ("wait_for_a_code", {"seconds": 1})
    assert OneTimeCode.objects.count() == 1
    assert ask(phone, seconds=60)


@pytest.mark.parametrize("phone", [PHONE, STRANGERS])
def test_whoever_keeps_asking_waits_longer_and_longer(
    ask: Ask, guardian: Person, phone: str
) -> None:
    for seconds in (0, 60, 180):
        ask(phone, seconds=seconds, visitor=f"10.0.0.{seconds}")

    assert refusal(ask, phone, seconds=181).facts == {"seconds": 239}


def test_a_code_that_was_used_is_forgiven(ask: Ask, guardian: Person) -> None:
    code = ask()
    code.used_at = AFTERNOON
    code.save()

    assert ask(seconds=1)


def test_a_known_device_does_not_wait_for_what_others_asked(ask: Ask, guardian: Person) -> None:
    account = Account.objects.create(person=guardian)
    mine = Visitor("192.0.2.1", device="mine", accounts=(account.pk,))
    for seconds in (0, 60, 180):
        ask(seconds=seconds, visitor=f"10.0.0.{seconds}")

    assert ask(seconds=181, visitor=mine)
    assert refusal(ask, seconds=182, visitor=mine).facts == {"seconds": 59}


def test_one_address_cannot_ask_for_hundreds_of_phones(ask: Ask) -> None:
    for turn in range(61):
        ask(f"1390000{turn:04d}")

    assert refusal(ask, "13911111111").code == "wait_for_a_code"
    assert ask("13911111111", visitor="10.0.0.2")
    assert ask("13922222222", seconds=5)


def test_codes_are_deleted_after_a_day(ask: Ask) -> None:
    ask()

    ask(STRANGERS, seconds=24 * 3600 + 1)

    assert OneTimeCode.objects.count() == 1


def test_nothing_is_sent_where_nobody_carries_messages(
    ask: Ask, guardian: Person, settings: Settings
) -> None:
    settings.MESSAGE_CARRIER = ""

    assert refusal(ask).code == "nobody_carries_messages"
    assert not OneTimeCode.objects.exists()


def test_a_part_of_the_platform_asks_for_no_code(ask: Ask, guardian: Person) -> None:
    with pytest.raises(Forbidden):
        send_code(
            actor=Actor.system("worker"), at=AFTERNOON, phone=PHONE, visitor=Visitor("10.0.0.1")
        )

    assert not OneTimeCode.objects.exists()


def test_phone_numbers_are_kept_sealed_and_not_in_the_journal(ask: Ask, guardian: Person) -> None:
    code = ask()

    message = DemoMessage.objects.get()
    kept = [code.phone_index, code.source_index, message.phone_sealed, message.text_sealed]
    assert not any(PHONE.encode() in bytes(column) for column in kept)
    assert PHONE not in str(list(JournalEntry.objects.values()))
