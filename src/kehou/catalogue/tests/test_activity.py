"""One activity, and what it has been through (5.4.b)."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kehou.catalogue.actions import submit_activity, write_activity
from kehou.catalogue.models import Activity
from kehou.catalogue.queries import Slot, plan_of
from kehou.catalogue.testing import a_review, an_activity, stand
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, a_member_of_staff, sign_in, somebody
from kehou.schools.testing import a_room, a_school, the_term, two_periods

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_term(at_time: Any) -> None:
    at_time(AFTERNOON)


def url_of(activity: Activity) -> str:
    return reverse("catalogue:activity", args=[activity.pk])


def test_the_history_tells_what_changed_and_what_was_said(client: Client) -> None:
    school = a_school()
    two_periods(school)
    activity = stand(an_activity(school, approved=False), Activity.State.SUBMITTED)
    a_review(activity, "school", outcome="returned", comment="请减少人数")  # type: ignore[arg-type]
    Activity.objects.filter(pk=activity.pk).update(state=Activity.State.RETURNED)
    office, room, leader = somebody(Role.OFFICE, school), a_room(school), a_member_of_staff(school)
    plan = replace(
        plan_of(activity),
        kind=Activity.Kind.TUTORING,
        educations=("moral", "labour"),
        grades=(1, 2),
        slots=(Slot(5, 2),),
        room_id=room.pk,
        leader_id=leader.pk,
        largest=12,
        to_bring="棋盘",
        subject="history",
    )
    again = write_activity(
        actor=office, at=AFTERNOON, school=school, term=the_term(), plan=plan, activity=activity
    )
    by_class = replace(plan_of(again), subject="", by_class=True)
    write_activity(
        actor=office, at=AFTERNOON, school=school, term=the_term(), plan=by_class, activity=again
    )
    sign_in(client, office)

    answer = client.get(url_of(activity))

    newest, second, review, first = answer.context["history"]
    assert [step.version for step in (newest, second, review, first)] == [3, 2, 1, 1]
    assert (review.stage, review.outcome, review.comment) == ("学校审核", "returned", "请减少人数")
    assert {(change.before, change.after) for change in second.changes} == {
        ("社团", "答疑辅导"),
        ("智育", "德育、劳育"),
        (
            "一年级、二年级、三年级、四年级、五年级、六年级、七年级、八年级、九年级",
            "一年级、二年级",
        ),
        ("星期一第1节", "星期五第2节"),
        (activity.room.name, room.name),
        ("王老师", "王老师"),
        ("20", "12"),
        ("–", "棋盘"),
        ("–", "历史"),
    }
    assert {(change.part, change.after) for change in newest.changes} == {
        ("考试科目", "–"),
        ("按行政班编组", "是"),
    }
    assert first.changes == ()


def test_the_office_is_led_to_the_next_step(client: Client) -> None:
    activity = an_activity(a_school(), approved=False)
    sign_in(client, office := somebody(Role.OFFICE, activity.school))
    submit = reverse("catalogue:submit_activity", args=[activity.pk])

    assert submit in client.get(url_of(activity)).content.decode()
    submit_activity(actor=office, at=AFTERNOON, activity=activity)
    assert submit not in client.get(url_of(activity)).content.decode()


def test_the_reviewer_is_led_to_the_review(client: Client) -> None:
    activity = stand(an_activity(a_school(), approved=False), Activity.State.SUBMITTED)
    review = reverse("catalogue:review_activity", args=[activity.pk])

    sign_in(client, somebody(Role.PRINCIPAL, activity.school))
    assert review in client.get(url_of(activity)).content.decode()
    sign_in(client, somebody(Role.DISTRICT_REVIEWER, activity.school))
    assert review not in client.get(url_of(activity)).content.decode()


def test_a_family_reads_what_is_offered_without_its_history(client: Client) -> None:
    school = a_school()
    offered, draft = an_activity(school), an_activity(school, approved=False)
    sign_in(client, somebody(Role.GUARDIAN, school))

    answer = client.get(url_of(offered))

    assert (answer.status_code, answer.context["history"]) == (200, ())
    assert client.get(url_of(draft)).status_code == 404


@pytest.mark.parametrize(
    "role", [Role.OFFICE, Role.PRINCIPAL, Role.STAFF, Role.DISTRICT_REVIEWER, Role.GUARDIAN]
)
def test_another_schools_activity_does_not_exist(role: Role, client: Client) -> None:
    theirs, ours = an_activity(a_school()), an_activity(a_school())
    sign_in(client, somebody(role, ours.school))

    assert client.get(url_of(ours)).status_code == 200
    assert client.get(url_of(theirs)).status_code == 404


def test_ten_versions_take_as_many_queries_as_two(client: Client) -> None:
    school, counts = a_school(), []
    two_periods(school)
    activity, office = an_activity(school), somebody(Role.OFFICE, school)
    sign_in(client, office)
    for more in (1, 2, 6):
        for _ in range(more):
            plan = replace(plan_of(activity), largest=activity.largest + 1)
            activity = write_activity(
                actor=office,
                at=AFTERNOON,
                school=school,
                term=the_term(),
                plan=plan,
                activity=activity,
            )
        with CaptureQueriesContext(connection) as queries:
            client.get(url_of(activity))
        counts.append(len(queries))

    assert counts == counts[:1] * 3
