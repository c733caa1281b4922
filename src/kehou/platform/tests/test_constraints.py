"""A constraint that was broken is told as the reason of the same name."""

import pytest
from django.db import IntegrityError, connection, transaction

from kehou.kernel.explained import Reason
from kehou.ordinance import wording
from kehou.platform.constraints import reason_of

pytestmark = pytest.mark.django_db


def broken(name: str) -> IntegrityError:
    with connection.cursor() as cursor:
        cursor.execute(
            f'CREATE TEMPORARY TABLE thing (size int CONSTRAINT "{name}" CHECK (size > 0))'
        )
        with pytest.raises(IntegrityError) as caught, transaction.atomic():
            cursor.execute("INSERT INTO thing VALUES (0)")
    return caught.value


def test_a_worded_constraint_is_a_reason() -> None:
    name = next(iter(wording.load()))

    assert reason_of(broken(name)) == Reason(name)


def test_a_constraint_that_nobody_worded_is_our_own_mistake() -> None:
    assert reason_of(broken("size_is_above_zero")) is None


def test_an_error_that_did_not_come_from_the_database_has_no_reason() -> None:
    assert reason_of(IntegrityError("made up")) is None
