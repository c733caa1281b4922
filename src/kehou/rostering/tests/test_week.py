from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, a_member_of_staff, a_pupil, sign_in, somebody
from kehou.rostering.testing import TODAY, a_duty, a_group, a_group_with
from kehou.schools.testing import a_school, two_periods

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db

WEEK = reverse("rostering:week")


@pytest.fixture(autouse=True)
def _afternoon(at_time: Callable[[datetime], None]) -> None:
    at_time(AFTERNOON)


@pytest.mark.parametrize("role", [Role.OFFICE, Role.PRINCIPAL, Role.SAFETY_OFFICER])
def test_shows_who_is_with_which_group_and_where_nobody_is(client: "Client", role: Role) -> None:
    school = a_school()
    a_duty(a_group_with([a_pupil(school)]), a_member_of_staff(school, name="李老师"))
    gap = a_group(school, period=2)
    sign_in(client, somebody(role, school))

    answer = client.get(WEEK)

    assert answer.status_code == 200
    assert [cell.group for cell in answer.context["week"].gaps] == [gap]
    page = answer.content.decode()
    assert "李老师" in page
    assert "1名学生" in page


def test_the_office_arranges_today_and_later_only(client: "Client") -> None:
    group = a_group(a_school())
    sign_in(client, somebody(Role.OFFICE, group.school))
    arrange = reverse("rostering:assign", args=[group.pk])

    this_week = client.get(WEEK).content.decode()
    last_week = client.get(WEEK, {"day": TODAY - timedelta(days=7)}).content.decode()

    assert f"{arrange}?day={TODAY}" in this_week
    assert arrange not in last_week


def test_the_principal_looks_and_arranges_nothing(client: "Client") -> None:
    group = a_group(a_school())
    sign_in(client, somebody(Role.PRINCIPAL, group.school))

    page = client.get(WEEK).content.decode()

    assert reverse("rostering:assign", args=[group.pk]) not in page


def test_leaves_out_the_groups_of_other_schools(client: "Client") -> None:
    a_duty(a_group(a_school()))
    sign_in(client, somebody(Role.OFFICE, a_school()))

    assert client.get(WEEK).context["week"].lines == ()


def test_shows_a_week_outside_of_every_term_as_empty(client: "Client") -> None:
    sign_in(client, somebody(Role.OFFICE, a_school()))

    assert client.get(WEEK, {"day": "2030-08-01"}).status_code == 200


def test_takes_an_unreadable_day_for_today(client: "Client") -> None:
    sign_in(client, somebody(Role.OFFICE, a_school()))

    assert client.get(WEEK, {"day": "soon"}).context["today"] == TODAY


def test_asks_the_same_of_the_database_for_any_number_of_groups(client: "Client") -> None:
    school = a_school()
    two_periods(school)
    sign_in(client, somebody(Role.OFFICE, school))
    counts = []
    for more in (1, 2, 6):
        for _ in range(more):
            a_duty(a_group_with([a_pupil(school)]))
        with CaptureQueriesContext(connection) as asked:
            client.get(WEEK)
        counts.append(len(asked))

    assert len(set(counts)) == 1
