from datetime import datetime, timedelta

import pytest

from kehou.kernel.explained import Refused
from kehou.people.actions import sign_in_guardian
from kehou.people.models import Account, OneTimeCode, Person
from kehou.people.testing import AFTERNOON, a_guardian, a_person, a_pupil, an_account
from kehou.people.tests.test_accept_code import PHONE, a_code
from kehou.platform.actors import Actor
from kehou.platform.errors import Forbidden
from kehou.platform.models import JournalEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def guardian() -> Person:
    return a_guardian(a_pupil(), person=a_person("林母", phone=PHONE)).person


@pytest.fixture
def code() -> OneTimeCode:
    code = a_code()
    code.used_at = AFTERNOON
    code.save()
    return code


def enter(code: OneTimeCode, person: Person, *, at: datetime = AFTERNOON) -> Account:
    return sign_in_guardian(actor=Actor.public(), at=at, code=code, person=person)


def refusal(code: OneTimeCode, person: Person, *, at: datetime = AFTERNOON) -> list[str]:
    with pytest.raises(Refused) as refused:
        enter(code, person, at=at)
    assert not Account.objects.filter(person=person).exists()
    return [reason.code for reason in refused.value.against]


def test_the_first_time_makes_an_account_without_password(
    guardian: Person, code: OneTimeCode
) -> None:
    account = enter(code, guardian)

    assert (account.person, account.login_name) == (guardian, None)
    assert not account.has_usable_password()
    entry = JournalEntry.objects.get()
    assert (entry.act, entry.grounds) == ("people.signed_in", "phone")
    assert entry.actor_person_id == guardian.pk


def test_the_second_time_is_the_same_account(guardian: Person, code: OneTimeCode) -> None:
    there = an_account(guardian, login_name="teacher.too")

    assert enter(code, guardian) == there
    there.refresh_from_db()
    assert there.has_usable_password()


def test_refuses_a_code_that_was_not_entered(guardian: Person) -> None:
    assert refusal(a_code(), guardian) == ["code_expired"]


def test_refuses_a_code_that_was_entered_long_ago(guardian: Person, code: OneTimeCode) -> None:
    assert refusal(code, guardian, at=AFTERNOON + timedelta(minutes=5)) == ["code_expired"]


def test_refuses_somebody_with_another_phone(guardian: Person, code: OneTimeCode) -> None:
    stranger = a_guardian(a_pupil()).person

    assert refusal(code, stranger) == ["phone_is_not_theirs"]


def test_a_part_of_the_platform_does_not_sign_in(guardian: Person, code: OneTimeCode) -> None:
    with pytest.raises(Forbidden):
        sign_in_guardian(actor=Actor.system("worker"), at=AFTERNOON, code=code, person=guardian)

    assert not Account.objects.exists()
