"""Setting a window (4.1, 7.2.b)."""

from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.urls import reverse

from kehou.catalogue.testing import a_fall_back
from kehou.enrolment.models import Window
from kehou.enrolment.queries import seed_share_of
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, sign_in, somebody
from kehou.platform.clock import city_time
from kehou.schools.testing import a_class, a_school, the_term, two_periods

if TYPE_CHECKING:
    from kehou.schools.models import School

pytestmark = pytest.mark.django_db

TIMES = {"opens": "2026-10-15T08:00", "closes": "2026-10-20T20:00"}


@pytest.fixture(autouse=True)
def _in_term(at_time: Any) -> None:
    at_time(AFTERNOON)


@pytest.fixture
def school(client: Client) -> "School":
    school = a_school()
    two_periods(school)
    a_class(school, grade=3)
    sign_in(client, somebody(Role.OFFICE, school))
    return school


def url() -> str:
    return reverse("enrolment:open_window", args=[the_term().pk])


def test_what_is_missing_is_shown_before_anything_is_asked(
    client: Client, school: "School"
) -> None:
    answer = client.get(url())

    assert answer.status_code == 200
    assert [(r.code, r.facts["weekdays"]) for r in answer.context["against"]] == [
        ("fall_back_missing", [1, 2, 3, 4, 5])
    ] * 2


def test_the_office_sets_a_window(client: Client, school: "School") -> None:
    a_fall_back(school)

    answer = client.post(url(), TIMES)

    window = Window.objects.get()
    assert answer["Location"] == reverse("enrolment:window", args=[window.pk])
    assert city_time(window.opens).isoformat() == "2026-10-15T08:00:00+08:00"
    assert len(seed_share_of(window)) == 32


def test_every_window_has_a_share_of_its_own(client: Client, school: "School") -> None:
    elsewhere = a_school()
    two_periods(elsewhere)
    a_class(elsewhere)
    for place in (school, elsewhere):
        a_fall_back(place)
        sign_in(client, somebody(Role.OFFICE, place))
        client.post(url(), TIMES)

    assert len({seed_share_of(window) for window in Window.objects.all()}) == 2


def test_left_empty_it_opens_at_once(client: Client, school: "School") -> None:
    a_fall_back(school)

    client.post(url(), TIMES | {"opens": ""})

    assert abs((Window.objects.get().opens - AFTERNOON).total_seconds()) < 60


@pytest.mark.parametrize(
    "told", [{"closes": ""}, {"closes": "2026-10-15T08:00"}, {"opens": "2026-10-01T08:00"}]
)
def test_times_that_cannot_be_come_back(
    told: dict[str, str], client: Client, school: "School"
) -> None:
    a_fall_back(school)

    assert client.post(url(), TIMES | told).status_code == 422
    assert not Window.objects.exists()


def test_a_gap_is_refused_with_what_is_missing(client: Client, school: "School") -> None:
    answer = client.post(url(), TIMES)

    assert answer.status_code == 422
    assert "每个报名的学生都应有去处" in answer.content.decode()
    assert not Window.objects.exists()


def test_a_term_that_is_over_has_no_window(client: Client, school: "School") -> None:
    term = the_term()
    term.last_day = AFTERNOON.date().replace(day=13)
    term.save()

    assert client.get(url()).status_code == 404
