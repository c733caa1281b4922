from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse

from kehou.ordinance.roles import Role
from kehou.schools.models import SchoolDay
from kehou.schools.testing import AFTERNOON, a_school, the_term

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from kehou.schools.models import School

pytestmark = pytest.mark.django_db
CLOSED = {"day": "2026-10-22", "what": "closed", "reason": "运动会"}


@pytest.fixture
def school(at_time: "Callable[[datetime], None]") -> "School":
    at_time(AFTERNOON)
    return a_school()


@pytest.fixture
def signed_in(school: "School", signed_in_at: "Callable[[Role, School], Client]") -> Client:
    return signed_in_at(Role.OFFICE, school)


def page() -> str:
    return reverse("schools:calendar")


def test_the_term_is_shown_with_its_holidays_and_make_up_days(signed_in: Client) -> None:
    the_term()

    answer = signed_in.get(page())

    codes = {day.why.code for day in answer.context["notable"]}
    assert {"public_holiday", "make_up_day"} <= codes
    assert "国庆节" in answer.content.decode()


def test_the_office_closes_a_day(signed_in: Client, school: "School") -> None:
    the_term()

    answer = signed_in.post(page(), CLOSED)

    assert answer.status_code == 302
    assert SchoolDay.objects.get(school=school).reason == "运动会"
    assert "本校停课：运动会" in signed_in.get(page()).content.decode()


@pytest.mark.parametrize(
    "said",
    [
        {"reason": ""},
        {"day": "2026-10-13"},
        {"day": "2026-10-32"},
        {"day": "2028-08-01"},
    ],
)
def test_what_does_not_hold_is_told_with_422(said: dict[str, str], signed_in: Client) -> None:
    the_term()

    answer = signed_in.post(page(), CLOSED | said)

    assert answer.status_code == 422
    assert not SchoolDay.objects.exists()


def test_without_a_term_the_page_says_who_sets_it(signed_in: Client) -> None:
    assert "市教育局" in signed_in.get(page()).content.decode()


def test_a_caretaker_looks_and_sets_nothing(
    school: "School", signed_in_at: "Callable[[Role, School], Client]"
) -> None:
    the_term()
    client = signed_in_at(Role.STAFF, school)

    assert '<form method="post">' not in client.get(page()).content.decode()
    assert client.post(page(), CLOSED).status_code == 403
    assert not SchoolDay.objects.exists()


def test_another_school_keeps_its_own_days(signed_in: Client, school: "School") -> None:
    the_term()
    other = a_school()
    SchoolDay.objects.create(school=other, day="2026-10-22", kind="closed", reason="别校校庆")

    assert "别校校庆" not in signed_in.get(page()).content.decode()


def test_the_office_takes_a_day_back_and_says_why(signed_in: Client, school: "School") -> None:
    the_term()
    signed_in.post(page(), CLOSED)
    assert "恢复的原因" in signed_in.get(page()).content.decode()

    without = signed_in.post(page(), {"decision": "clear", "day": CLOSED["day"], "reason": ""})
    answer = signed_in.post(page(), {"decision": "clear", "day": CLOSED["day"], "reason": "误设"})
    again = signed_in.post(page(), {"decision": "clear", "day": CLOSED["day"], "reason": "误设"})

    assert (without.status_code, answer.status_code, again.status_code) == (422, 302, 422)
    assert "没有本校的调整" in again.content.decode()
    assert not SchoolDay.objects.filter(school=school).exists()
