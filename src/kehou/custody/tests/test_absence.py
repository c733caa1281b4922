from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from kehou.custody.models import Absence
from kehou.custody.testing import a_called_roll
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, a_pupil, sign_in, somebody
from kehou.rostering.testing import a_group_with

if TYPE_CHECKING:
    from django.test import Client

    from kehou.people.models import Pupil

pytestmark = pytest.mark.django_db

TOLD = {"reason": "母亲来电，发烧"}


@pytest.fixture(autouse=True)
def _afternoon(at_time: Callable[[datetime], None]) -> None:
    at_time(AFTERNOON)


@pytest.fixture
def child(client: "Client") -> "Pupil":
    child = a_pupil()
    sign_in(client, somebody(Role.OFFICE, child.school))
    return child


def address(child: "Pupil") -> str:
    return reverse("custody:absence", args=[child.pk])


def test_asks_who_told_what_and_excuses_the_child(client: "Client", child: "Pupil") -> None:
    assert client.get(address(child)).status_code == 200

    answer = client.post(address(child), TOLD)

    assert answer["Location"] == reverse("custody:afternoon")
    assert Absence.objects.get(pupil=child).reason == TOLD["reason"]


def test_asks_again_when_nothing_was_told(client: "Client", child: "Pupil") -> None:
    assert client.post(address(child), {"reason": " "}).status_code == 422
    assert not Absence.objects.exists()


def test_says_why_not_when_the_child_is_here(client: "Client", child: "Pupil") -> None:
    a_called_roll(a_group_with([child]))

    answer = client.post(address(child), TOLD)

    assert answer.status_code == 422
    assert [reason.code for reason in answer.context["against"]] == ["excused_but_here"]


def test_a_child_of_another_school_does_not_exist(client: "Client", child: "Pupil") -> None:
    foreign = a_pupil()

    assert client.get(address(foreign)).status_code == 404
    assert client.post(address(foreign), TOLD).status_code == 404
    assert not Absence.objects.exists()
