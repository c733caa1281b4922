from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, a_member_of_staff, sign_in, somebody
from kehou.rostering.models import Duty
from kehou.rostering.testing import TODAY, a_duty, a_group
from kehou.schools.testing import a_school, two_periods

if TYPE_CHECKING:
    from django.test import Client

    from kehou.allocation.models import Group

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _afternoon(at_time: Callable[[datetime], None]) -> None:
    at_time(AFTERNOON)


@pytest.fixture
def group() -> "Group":
    school = a_school()
    two_periods(school)
    return a_group(school)


def address(group: "Group", day: object = TODAY) -> str:
    return f"{reverse('rostering:assign', args=[group.pk])}?day={day}"


def test_offers_whoever_is_free_then(client: "Client", group: "Group") -> None:
    a_duty(a_group(group.school), a_member_of_staff(group.school, name="在岗"))
    a_member_of_staff(group.school, name="空闲")
    sign_in(client, somebody(Role.OFFICE, group.school))

    page = client.get(address(group)).content.decode()

    assert "空闲" in page
    assert "在岗" not in page


def test_puts_the_chosen_one_on_duty(client: "Client", group: "Group") -> None:
    staff = a_member_of_staff(group.school)
    sign_in(client, somebody(Role.OFFICE, group.school))
    chosen = {"staff": staff.pk, "until": "term", "part": "lead"}

    answer = client.post(address(group), chosen)

    assert answer.status_code == 302
    assert answer["Location"] == f"{reverse('rostering:week')}?day={TODAY}"
    assert Duty.objects.filter(staff=staff, is_lead=True).count() == 15


def test_says_why_not_and_keeps_the_form(client: "Client", group: "Group") -> None:
    a_duty(group)
    staff = a_member_of_staff(group.school)
    sign_in(client, somebody(Role.OFFICE, group.school))

    answer = client.post(address(group), {"staff": staff.pk, "until": "day", "part": "lead"})

    assert answer.status_code == 422
    assert [reason.code for reason in answer.context["against"]] == ["group_is_led_already"]
    assert Duty.objects.count() == 1


def test_refuses_somebody_who_is_not_offered(client: "Client", group: "Group") -> None:
    stranger = a_member_of_staff(a_school())
    sign_in(client, somebody(Role.OFFICE, group.school))

    answer = client.post(address(group), {"staff": stranger.pk, "until": "day", "part": "lead"})

    assert answer.status_code == 422
    assert not Duty.objects.exists()


def test_says_when_a_group_has_no_hours_that_day(client: "Client") -> None:
    group = a_group(a_school())
    sign_in(client, somebody(Role.OFFICE, group.school))

    answer = client.get(address(group))

    assert answer.status_code == 200
    assert answer.context["hours"] is None


@pytest.mark.parametrize("day", ["", "soon"])
def test_knows_no_duty_without_a_day(client: "Client", group: "Group", day: str) -> None:
    sign_in(client, somebody(Role.OFFICE, group.school))

    assert client.get(address(group, day)).status_code == 404


def test_a_group_of_another_school_does_not_exist(client: "Client", group: "Group") -> None:
    sign_in(client, somebody(Role.OFFICE, a_group(a_school()).school))

    assert client.get(address(group)).status_code == 404
    assert client.post(address(group, TODAY + timedelta(days=7))).status_code == 404
