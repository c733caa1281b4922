from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse

from kehou.ordinance.roles import Role
from kehou.schools.models import ServicePeriod
from kehou.schools.testing import AFTERNOON, a_school, the_term, two_periods

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from kehou.schools.models import School

pytestmark = pytest.mark.django_db
FIRST = {
    "grade_first": "1",
    "grade_last": "6",
    "first_day": "2026-09-01",
    "last_day": "2027-01-22",
    "number": "1",
    "lessons_end": "16:20",
    "starts": "16:30",
    "ends": "17:10",
}


@pytest.fixture
def school(at_time: "Callable[[datetime], None]") -> "School":
    at_time(AFTERNOON)
    the_term()
    return a_school()


@pytest.fixture
def signed_in(school: "School", signed_in_at: "Callable[[Role, School], Client]") -> Client:
    return signed_in_at(Role.OFFICE, school)


def page() -> str:
    return reverse("schools:periods")


def test_the_office_sets_a_period(signed_in: Client, school: "School") -> None:
    answer = signed_in.post(page(), FIRST)

    assert answer.status_code == 302
    assert ServicePeriod.objects.get(school=school).number == 1
    assert "16:30–17:10" in signed_in.get(page()).content.decode()


@pytest.mark.parametrize("said", [{"starts": "16:00"}, {"ends": ""}, {"grade_last": "12"}])
def test_what_does_not_hold_is_told_with_422(said: dict[str, str], signed_in: Client) -> None:
    answer = signed_in.post(page(), FIRST | said)

    assert answer.status_code == 422
    assert not ServicePeriod.objects.exists()


def test_two_plans_for_one_day_are_told_with_409(signed_in: Client, school: "School") -> None:
    two_periods(school)

    answer = signed_in.post(page(), FIRST | {"grade_last": "3"})

    assert answer.status_code == 409
    assert "两套时间不能并存" in answer.content.decode()


def test_a_caretaker_looks_and_sets_nothing(
    school: "School", signed_in_at: "Callable[[Role, School], Client]"
) -> None:
    two_periods(school)
    client = signed_in_at(Role.STAFF, school)

    assert "16:30–17:10" in client.get(page()).content.decode()
    assert client.post(page(), FIRST).status_code == 403


def test_another_school_keeps_its_own_hours(signed_in: Client) -> None:
    two_periods(a_school())

    assert not signed_in.get(page()).context["periods"]
