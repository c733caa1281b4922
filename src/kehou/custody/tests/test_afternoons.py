from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kehou.custody.actions import close_day
from kehou.custody.testing import a_called_roll, a_collection
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, a_guardian, a_pupil, sign_in, somebody
from kehou.rostering.testing import TODAY, a_duty, a_group_with
from kehou.schools.testing import a_school, the_term

if TYPE_CHECKING:
    from django.test import Client

    from kehou.schools.models import School

pytestmark = pytest.mark.django_db

AFTERNOONS = reverse("custody:afternoons")


@pytest.fixture(autouse=True)
def _afternoon(at_time: Callable[[datetime], None]) -> None:
    at_time(AFTERNOON)


@pytest.fixture
def school() -> "School":
    """Of three children two are here and one has left."""
    school = a_school()
    children = [a_pupil(school, name="不得示人") for _ in range(3)]
    duty = a_duty(a_group_with(children))
    a_called_roll(duty.group, duty)
    a_collection(a_guardian(children[0], name="不得示人"), duty)
    return school


@pytest.mark.parametrize("role", [Role.DISTRICT_REVIEWER, Role.CITY_BUREAU, Role.AUDITOR])
def test_shows_numbers_and_no_child_by_name(client: "Client", school: "School", role: Role) -> None:
    sign_in(client, somebody(role, school))

    answer = client.get(AFTERNOONS)

    count = next(count for count in answer.context["counts"] if count.school == school)
    assert (count.rolls, count.here, count.gone, count.is_closed) == (1, 2, 1, False)
    assert "不得示人" not in answer.content.decode()


def test_shows_which_schools_have_closed_their_day(client: "Client") -> None:
    the_term()
    school = a_school()
    principal = somebody(Role.PRINCIPAL, school)
    close_day(actor=principal, at=AFTERNOON, school=school, day=TODAY)
    sign_in(client, somebody(Role.DISTRICT_REVIEWER, school))

    (count,) = client.get(AFTERNOONS).context["counts"]

    assert (count.is_closed, count.here) == (True, 0)


def test_a_district_sees_its_own_schools_alone(client: "Client", school: "School") -> None:
    other = a_school()
    sign_in(client, somebody(Role.DISTRICT_REVIEWER, other))

    assert [c.school for c in client.get(AFTERNOONS).context["counts"]] == [other]


def test_asks_the_same_of_the_database_for_any_number_of_schools(client: "Client") -> None:
    first = a_school()
    sign_in(client, somebody(Role.DISTRICT_REVIEWER, first))
    counts = []
    for more in (1, 2, 6):
        for _ in range(more):
            a_called_roll(a_group_with([a_pupil(a_school(district=first.district))]))
        sign_in(client, somebody(Role.DISTRICT_REVIEWER, first))
        with CaptureQueriesContext(connection) as asked:
            client.get(AFTERNOONS)
        counts.append(len(asked))

    assert len(set(counts)) == 1
