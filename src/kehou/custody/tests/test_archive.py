from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kehou.custody.actions import record_arrival
from kehou.custody.core.rolls import Mark
from kehou.custody.testing import a_called_roll, a_tap, on_duty
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, a_pupil, sign_in, somebody
from kehou.rostering.testing import TODAY, a_duty, a_group_with
from kehou.schools.testing import a_school

if TYPE_CHECKING:
    from django.test import Client

    from kehou.people.models import Pupil
    from kehou.rostering.models import Duty
    from kehou.schools.models import School

pytestmark = pytest.mark.django_db

ARCHIVE = reverse("custody:archive")
LEADERS = [Role.OFFICE, Role.PRINCIPAL, Role.SAFETY_OFFICER]


@pytest.fixture(autouse=True)
def _afternoon(at_time: Callable[[datetime], None]) -> None:
    at_time(AFTERNOON)


@pytest.fixture
def school() -> "School":
    return a_school()


@pytest.fixture
def children(school: "School") -> "list[Pupil]":
    return [a_pupil(school, name=name) for name in ("林小雨", "陈晨")]


@pytest.fixture
def duty(children: "list[Pupil]") -> "Duty":
    """The roll was called today, and 陈晨 was not there."""
    duty = a_duty(a_group_with(children))
    a_called_roll(duty.group, duty, absent=children[1:])
    return duty


@pytest.mark.parametrize("role", LEADERS)
def test_shows_a_groups_month_child_by_child(client: "Client", duty: "Duty", role: Role) -> None:
    sign_in(client, somebody(role, duty.school))

    answer = client.get(ARCHIVE, {"group": duty.group_id, "month": "2026-10"})

    assert answer.context["grid"].days == (TODAY,)
    rows = [(row.pupil.person.name, row.marks) for row in answer.context["grid"].rows]
    assert rows == [("林小雨", (Mark.PRESENT,)), ("陈晨", (Mark.ABSENT,))]
    assert "林小雨" in answer.content.decode()


def test_shows_what_was_said_last(client: "Client", duty: "Duty", children: "list[Pupil]") -> None:
    record_arrival(actor=on_duty(duty), at=AFTERNOON, tap=a_tap(), duty=duty, pupil=children[1])
    sign_in(client, somebody(Role.OFFICE, duty.school))

    grid = client.get(ARCHIVE, {"group": duty.group_id}).context["grid"]

    assert [row.marks for row in grid.rows] == [(Mark.PRESENT,), (Mark.LATE,)]


def test_asks_for_a_group_first(client: "Client", duty: "Duty") -> None:
    sign_in(client, somebody(Role.OFFICE, duty.school))

    answer = client.get(ARCHIVE)

    assert answer.context["grid"] is None
    assert "请选择组别" in answer.content.decode()


def test_says_that_a_month_is_empty(client: "Client", duty: "Duty") -> None:
    sign_in(client, somebody(Role.OFFICE, duty.school))

    page = client.get(ARCHIVE, {"group": duty.group_id, "month": "2026-12"}).content.decode()

    assert "这个月没有点名记录" in page


@pytest.mark.parametrize("asked", [{}, {"month": ""}])
def test_says_which_month_it_shows_when_none_was_named(
    client: "Client", duty: "Duty", asked: dict[str, str]
) -> None:
    sign_in(client, somebody(Role.OFFICE, duty.school))

    assert 'value="2026-10"' in client.get(ARCHIVE, asked).content.decode()


@pytest.mark.parametrize("asked", [{"month": "soon"}, {"group": "all"}])
def test_knows_no_such_month_or_group(
    client: "Client", duty: "Duty", asked: dict[str, str]
) -> None:
    sign_in(client, somebody(Role.OFFICE, duty.school))

    assert client.get(ARCHIVE, asked).status_code == 404


def test_a_group_of_another_school_does_not_exist(client: "Client", duty: "Duty") -> None:
    sign_in(client, somebody(Role.OFFICE, a_school()))

    assert client.get(ARCHIVE, {"group": duty.group_id}).status_code == 404


def test_asks_the_same_of_the_database_for_any_number_of_children(
    client: "Client", school: "School"
) -> None:
    sign_in(client, somebody(Role.OFFICE, school))
    counts = []
    for size in (1, 3, 9):
        duty = a_duty(a_group_with([a_pupil(school) for _ in range(size)]))
        a_called_roll(duty.group, duty)
        with CaptureQueriesContext(connection) as asked:
            client.get(ARCHIVE, {"group": duty.group_id})
        counts.append(len(asked))

    assert len(set(counts)) == 1
