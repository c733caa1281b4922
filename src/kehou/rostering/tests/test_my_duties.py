from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, a_member_of_staff, a_pupil, sign_in, the_actor
from kehou.rostering.testing import TODAY, a_duty, a_group, a_group_with
from kehou.schools.testing import a_school

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db

MY_DUTIES = reverse("rostering:my_duties")


@pytest.fixture(autouse=True)
def _afternoon(at_time: Callable[[datetime], None]) -> None:
    at_time(AFTERNOON)


def test_shows_todays_duties_and_those_of_the_days_ahead(client: "Client") -> None:
    school = a_school()
    staff = a_member_of_staff(school)
    today = a_duty(a_group_with([a_pupil(school)]), staff)
    tomorrow = a_duty(a_group(school, weekday=4), staff, day=TODAY + timedelta(days=1))
    a_duty(a_group(school), staff, day=TODAY + timedelta(days=7))
    sign_in(client, the_actor(staff.person, Role.STAFF))

    answer = client.get(MY_DUTIES)

    assert [(turn.duty, turn.children) for turn in answer.context["of_today"]] == [(today, 1)]
    assert [turn.duty for turn in answer.context["ahead"]] == [tomorrow]


def test_leaves_out_what_was_relieved_and_what_is_a_colleagues(client: "Client") -> None:
    school = a_school()
    staff = a_member_of_staff(school)
    duty = a_duty(a_group(school), staff)
    duty.relieved_at = AFTERNOON
    duty.save()
    a_duty(a_group(school))
    sign_in(client, the_actor(staff.person, Role.STAFF))

    answer = client.get(MY_DUTIES)

    assert (answer.context["of_today"], answer.context["ahead"]) == ([], [])


def test_asks_the_same_of_the_database_for_any_number_of_duties(client: "Client") -> None:
    school = a_school()
    staff = a_member_of_staff(school)
    sign_in(client, the_actor(staff.person, Role.STAFF))
    counts = []
    for periods, days in ((1, range(1)), (1, range(1, 3)), (2, range(6))):
        for n in days:
            day = TODAY + timedelta(days=n)
            a_duty(a_group(school, period=periods, weekday=day.isoweekday()), staff, day=day)
        with CaptureQueriesContext(connection) as asked:
            client.get(MY_DUTIES)
        counts.append(len(asked))

    assert len(set(counts)) == 1
