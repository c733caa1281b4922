from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.urls import reverse

from kehou.custody.models import Attendance, Event
from kehou.custody.testing import a_called_roll, on_duty
from kehou.people.testing import AFTERNOON, a_pupil, sign_in
from kehou.rostering.testing import a_duty, a_group_with

if TYPE_CHECKING:
    from django.test import Client

    from kehou.people.models import Pupil
    from kehou.rostering.models import Duty

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _afternoon(at_time: Callable[[datetime], None]) -> None:
    at_time(AFTERNOON)


@pytest.fixture
def child() -> "Pupil":
    return a_pupil()


@pytest.fixture
def duty(client: "Client", child: "Pupil") -> "Duty":
    duty = a_duty(a_group_with([child, a_pupil(child.school)]))
    sign_in(client, on_duty(duty))
    return duty


def address(duty: "Duty") -> str:
    return reverse("custody:arrival", args=[duty.pk])


def test_takes_the_child_over_and_shows_the_roll_again(
    client: "Client", duty: "Duty", child: "Pupil"
) -> None:
    a_called_roll(duty.group, duty, absent=[child])

    answer = client.post(address(duty), {"key": uuid4(), "child": child.pk})

    assert answer["Location"] == reverse("custody:roll_call", args=[duty.pk])
    assert Attendance.objects.get(pupil=child, replaced_by=None).state == "late"


def test_says_why_not_before_the_roll_is_called(
    client: "Client", duty: "Duty", child: "Pupil"
) -> None:
    answer = client.post(address(duty), {"key": uuid4(), "child": child.pk})

    assert answer.status_code == 422
    assert not Event.objects.exists()


def test_a_child_of_another_group_does_not_exist_here(client: "Client", duty: "Duty") -> None:
    a_called_roll(duty.group, duty)

    for child, status in ((a_pupil(duty.school).pk, 404), ("林小雨", 409)):
        answer = client.post(address(duty), {"key": uuid4(), "child": child})
        assert answer.status_code == status


def test_a_colleagues_duty_does_not_exist(client: "Client", duty: "Duty") -> None:
    theirs = a_pupil(duty.school)
    colleague = a_duty(a_group_with([theirs]))
    a_called_roll(colleague.group, colleague, absent=[theirs])

    answer = client.post(address(colleague), {"key": uuid4(), "child": theirs.pk})

    assert answer.status_code == 404
    assert not Event.objects.filter(pupil=theirs).exists()
