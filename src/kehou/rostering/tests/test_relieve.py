from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, sign_in, somebody
from kehou.rostering.models import Duty
from kehou.rostering.testing import TODAY, a_duty, a_group
from kehou.schools.testing import a_school

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _afternoon(at_time: Callable[[datetime], None]) -> None:
    at_time(AFTERNOON)


def address(duty: Duty) -> str:
    return reverse("rostering:relieve", args=[duty.pk])


def test_asks_first_and_relieves_then(client: "Client") -> None:
    duty = a_duty(a_group(a_school()))
    sign_in(client, somebody(Role.OFFICE, duty.school))

    assert client.get(address(duty)).status_code == 200
    assert Duty.objects.get().relieved_at is None
    assert client.post(address(duty)).status_code == 302
    assert Duty.objects.get().relieved_at is not None


def test_says_why_not(client: "Client") -> None:
    duty = a_duty(a_group(a_school()), day=TODAY - timedelta(days=7))
    sign_in(client, somebody(Role.OFFICE, duty.school))

    answer = client.post(address(duty))

    assert answer.status_code == 422
    assert Duty.objects.get().relieved_at is None


def test_a_duty_of_another_school_does_not_exist(client: "Client") -> None:
    duty, own = a_duty(a_group(a_school())), a_duty(a_group(a_school()))
    sign_in(client, somebody(Role.OFFICE, own.school))

    assert client.get(address(duty)).status_code == 404
    assert client.post(address(duty)).status_code == 404
    assert not Duty.objects.filter(relieved_at__isnull=False).exists()
