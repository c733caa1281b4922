"""The form of an activity (4.1, 5.4.b)."""

from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kehou.catalogue.models import Activity
from kehou.catalogue.testing import an_activity
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, a_member_of_staff, sign_in, somebody
from kehou.schools.testing import a_room, a_school, the_term, two_periods

if TYPE_CHECKING:
    from kehou.schools.models import School

pytestmark = pytest.mark.django_db

NEW = reverse("catalogue:write_activity")


@pytest.fixture(autouse=True)
def _in_term(at_time: Any) -> None:
    at_time(AFTERNOON)


@pytest.fixture
def school(client: Client) -> "School":
    school = a_school()
    two_periods(school)
    the_term()
    sign_in(client, somebody(Role.OFFICE, school))
    return school


def a_form(school: "School", **told: Any) -> dict[str, Any]:
    return {
        "term": the_term().pk,
        "title": "国际象棋",
        "kind": "club",
        "summary": "学下国际象棋。",
        "to_bring": "",
        "educations": ["intellectual"],
        "grades": ["3", "4"],
        "slots": ["1.1", "3.2"],
        "room_id": a_room(school).pk,
        "leader_id": a_member_of_staff(school).pk,
        "smallest": 5,
        "largest": 20,
        "subject": "",
    } | told


def edit(activity: Activity) -> str:
    return reverse("catalogue:write_activity", args=[activity.pk])


def test_the_grid_has_a_tick_for_each_weekday_and_period(client: Client, school: "School") -> None:
    form = client.get(NEW).context["form"]

    assert [(period, len(ticks)) for period, ticks in form.slot_rows()] == [("1", 5), ("2", 5)]


def test_the_office_writes_an_activity(client: Client, school: "School") -> None:
    answer = client.post(NEW, a_form(school))

    written = Activity.objects.get()
    assert (answer.status_code, answer["Location"]) == (
        302,
        reverse("catalogue:activity", args=[written.pk]),
    )
    assert (written.title, written.grades) == ("国际象棋", [3, 4])
    assert list(written.slots.values_list("weekday", "period")) == [(1, 1), (3, 2)]


def test_an_unfinished_form_comes_back_with_what_is_missing(
    client: Client, school: "School"
) -> None:
    answer = client.post(NEW, a_form(school, title="", slots=[]))

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"title", "slots"}
    assert not Activity.objects.exists()


def test_what_the_rules_forbid_comes_back_with_every_reason(
    client: Client, school: "School"
) -> None:
    forbidden = a_form(school, subject="mathematics", by_class="on", largest=400)

    answer = client.post(NEW, forbidden)

    assert answer.status_code == 422
    assert "属于统一补课" in answer.content.decode()
    assert "可容纳45人" in answer.content.decode()
    assert not Activity.objects.exists()


def test_the_form_of_a_change_shows_the_plan_that_stands(client: Client, school: "School") -> None:
    activity = an_activity(school, slots=((1, 1), (3, 2)), grades=(3,))

    form = client.get(edit(activity)).context["form"]

    ticked = [
        tick.data["value"] for _, row in form.slot_rows() for tick in row if tick.data["selected"]
    ]
    assert ticked == ["1.1", "3.2"]
    assert (form["title"].value(), form["version"].value()) == (activity.title, 1)


def test_a_change_is_a_draft_again(client: Client, school: "School") -> None:
    activity = an_activity(school)

    client.post(edit(activity), a_form(school, title="象棋", version=1))

    activity.refresh_from_db()
    assert (activity.title, activity.version, activity.state) == ("象棋", 2, Activity.State.DRAFT)


def test_a_form_that_is_out_of_date_is_told_so(client: Client, school: "School") -> None:
    activity = an_activity(school)
    client.post(edit(activity), a_form(school, title="象棋", version=1))

    answer = client.post(edit(activity), a_form(school, title="围棋", version=1))

    assert answer.status_code == 409
    assert Activity.objects.get(pk=activity.pk).title == "象棋"


def test_rooms_and_staff_of_another_school_cannot_be_chosen(
    client: Client, school: "School"
) -> None:
    elsewhere = a_school()

    answer = client.post(
        NEW,
        a_form(
            school,
            room_id=a_room(elsewhere).pk,
            leader_id=a_member_of_staff(elsewhere).pk,
        ),
    )

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"room_id", "leader_id"}


def test_another_schools_activity_does_not_exist(client: Client, school: "School") -> None:
    theirs = an_activity(a_school())

    assert client.get(edit(theirs)).status_code == 404
    assert client.post(edit(theirs), a_form(school, version=1)).status_code == 404
    assert Activity.objects.get(pk=theirs.pk).version == 1


def test_nine_rooms_take_as_many_queries_as_one(client: Client, school: "School") -> None:
    counts = []
    for more in (1, 2, 6):
        for _ in range(more):
            a_room(school)
            a_member_of_staff(school)
        with CaptureQueriesContext(connection) as queries:
            client.get(NEW)
        counts.append(len(queries))

    assert counts == counts[:1] * 3
