from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from kehou.custody.core.rolls import Mark
from kehou.custody.testing import a_called_roll
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, a_pupil, sign_in, somebody
from kehou.platform.models import JournalEntry
from kehou.rostering.testing import TODAY, a_duty, a_group_with

if TYPE_CHECKING:
    from django.test import Client

    from kehou.people.models import Pupil

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _afternoon(at_time: Callable[[datetime], None]) -> None:
    at_time(AFTERNOON)


@pytest.fixture
def child() -> "Pupil":
    """There in the first period and not in the second."""
    child = a_pupil()
    for period, absent in ((1, []), (2, [child])):
        duty = a_duty(a_group_with([child], period=period))
        a_called_roll(duty.group, duty, absent=absent)
    return child


def address(child: "Pupil") -> str:
    return reverse("custody:pupil_archive", args=[child.pk])


def test_shows_a_childs_month_group_by_group_and_writes_the_look_down(
    client: "Client", child: "Pupil"
) -> None:
    sign_in(client, somebody(Role.PRINCIPAL, child.school))

    grid = client.get(address(child), {"month": "2026-10"}).context["grid"]

    assert grid.days == (TODAY,)
    assert [row.marks for row in grid.rows] == [(Mark.PRESENT,), (Mark.ABSENT,)]
    assert JournalEntry.objects.get(act="custody.chain_read").subject_id == str(child.pk)


def test_says_that_a_month_is_empty(client: "Client", child: "Pupil") -> None:
    sign_in(client, somebody(Role.PRINCIPAL, child.school))

    page = client.get(address(child), {"month": "2026-12"}).content.decode()

    assert "这个月没有点名记录" in page


def test_a_child_of_another_school_does_not_exist(client: "Client", child: "Pupil") -> None:
    sign_in(client, somebody(Role.PRINCIPAL, a_pupil().school))

    assert client.get(address(child)).status_code == 404
    assert not JournalEntry.objects.filter(act="custody.chain_read").exists()
