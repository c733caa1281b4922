from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from kehou.people.actions import accept_code
from kehou.people.models import OneTimeCode
from kehou.people.queries.phones import TRIES
from kehou.people.testing import AFTERNOON, a_guardian, a_person, a_pupil
from kehou.people.tests.test_accept_code import DIGITS, PHONE, WRONG, a_code
from kehou.platform.actors import Actor

pytestmark = pytest.mark.django_db(transaction=True)


def enter_at_once(code: OneTimeCode, digits: list[str]) -> list[bool]:
    def enter(typed: str) -> bool:
        try:
            one = OneTimeCode.objects.get(pk=code.pk)
            return bool(accept_code(actor=Actor.public(), at=AFTERNOON, code=one, digits=typed))
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(enter, digits))


def test_wrong_digits_sent_at_once_take_a_try_each() -> None:
    a_guardian(a_pupil(), person=a_person(phone=PHONE))
    code = a_code()

    enter_at_once(code, [WRONG] * (TRIES - 1))

    code.refresh_from_db()
    assert code.tries_left == 1


def test_right_digits_sent_at_once_are_accepted_once() -> None:
    a_guardian(a_pupil(), person=a_person(phone=PHONE))

    assert sorted(enter_at_once(a_code(), [DIGITS] * 8)) == [False] * 7 + [True]
