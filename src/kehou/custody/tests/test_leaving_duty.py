"""Nobody goes home with children in their name: the duty stays until they are handed on (7.3.a)."""

import pytest
from django.db import IntegrityError, transaction

from kehou.custody.actions import hand_over
from kehou.custody.testing import a_called_roll, a_tap, on_duty
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, a_pupil, somebody
from kehou.platform.constraints import reason_of
from kehou.rostering.actions import relieve_duty
from kehou.rostering.testing import a_duty, a_group_with

pytestmark = pytest.mark.django_db


def test_a_duty_is_relieved_after_a_colleague_took_the_children_over() -> None:
    child = a_pupil()
    duty = a_duty(a_group_with([child]))
    a_called_roll(duty.group, duty)
    office = somebody(Role.OFFICE, duty.school)

    with pytest.raises(IntegrityError) as broken, transaction.atomic():
        relieve_duty(actor=office, at=AFTERNOON, duty=duty)
    reason = reason_of(broken.value)
    assert reason is not None
    assert reason.code == "nobody_leaves_duty_holding_children"

    second = a_duty(duty.group, is_lead=False)
    hand_over(actor=on_duty(second), at=AFTERNOON, tap=a_tap(), duty=second, pupils=[child])

    assert relieve_duty(actor=office, at=AFTERNOON, duty=duty) == second
