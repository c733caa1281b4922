"""The review in two stages (2.3.b, 5.4.b)."""

from typing import TYPE_CHECKING

import pytest

from kehou.catalogue.actions import review_activity
from kehou.catalogue.models import Activity, Review
from kehou.catalogue.testing import an_activity, stand
from kehou.kernel.explained import Refused
from kehou.ordinance.roles import Role
from kehou.people.models import Person
from kehou.people.testing import AFTERNOON, appoint, somebody, the_actor
from kehou.platform.actors import Actor
from kehou.platform.errors import Conflict, Forbidden
from kehou.platform.models import JournalEntry
from kehou.schools.testing import a_school

if TYPE_CHECKING:
    from kehou.schools.models import School

pytestmark = pytest.mark.django_db

EVERY_POINT = tuple(Review.Point.values)


@pytest.fixture
def school() -> "School":
    return a_school()


def approve(actor: Actor, activity: Activity) -> Review:
    return review_activity(
        actor=actor,
        at=AFTERNOON,
        activity=activity,
        outcome=Review.Outcome.APPROVED,
        checked=EVERY_POINT,
    )


def codes(refusal: "pytest.ExceptionInfo[Refused]") -> list[str]:
    return [reason.code for reason in refusal.value.against]


def test_the_school_and_then_the_district_approve(school: "School") -> None:
    activity = stand(an_activity(school, approved=False), Activity.State.SUBMITTED)

    approve(somebody(Role.PRINCIPAL, school), activity)
    activity.refresh_from_db()
    assert activity.state == Activity.State.SCHOOL_APPROVED
    approve(somebody(Role.DISTRICT_REVIEWER, school), activity)

    activity.refresh_from_db()
    assert (activity.state, activity.state_since) == (Activity.State.APPROVED, AFTERNOON)
    assert list(activity.reviews.values_list("stage", "outcome", "written_by")) == [
        ("school", "approved", activity.written_by_id),
        ("district", "approved", activity.written_by_id),
    ]
    assert [
        entry.detail["stage"]
        for entry in JournalEntry.objects.filter(act="catalogue.activity_reviewed").order_by("pk")
    ] == ["school", "district"]


@pytest.mark.parametrize(
    ("role", "state"),
    [
        (Role.PRINCIPAL, Activity.State.SUBMITTED),
        (Role.DISTRICT_REVIEWER, Activity.State.SCHOOL_APPROVED),
    ],
)
def test_either_stage_returns_with_a_comment(
    role: Role, state: Activity.State, school: "School"
) -> None:
    activity = stand(an_activity(school, approved=False), state)
    reviewer = somebody(role, school)

    with pytest.raises(Refused) as refusal:
        review_activity(
            actor=reviewer,
            at=AFTERNOON,
            activity=activity,
            outcome=Review.Outcome.RETURNED,
            comment=" ",
        )
    assert codes(refusal) == ["return_says_why"]

    review = review_activity(
        actor=reviewer,
        at=AFTERNOON,
        activity=activity,
        outcome=Review.Outcome.RETURNED,
        comment=" 请减少人数。 ",
    )
    activity.refresh_from_db()
    assert (activity.state, review.comment) == (Activity.State.RETURNED, "请减少人数。")


def test_refuses_an_approval_with_points_unanswered_and_changes_nothing(school: "School") -> None:
    activity = stand(an_activity(school, approved=False), Activity.State.SUBMITTED)

    with pytest.raises(Refused) as refusal:
        review_activity(
            actor=somebody(Role.PRINCIPAL, school),
            at=AFTERNOON,
            activity=activity,
            outcome=Review.Outcome.APPROVED,
            checked=EVERY_POINT[1:],
        )

    assert codes(refusal) == ["checklist_unanswered"]
    assert not Review.objects.exists()
    assert Activity.objects.get(pk=activity.pk).state == Activity.State.SUBMITTED


def test_the_district_does_not_review_before_the_school(school: "School") -> None:
    activity = stand(an_activity(school, approved=False), Activity.State.SUBMITTED)

    with pytest.raises(Refused) as refusal:
        approve(somebody(Role.DISTRICT_REVIEWER, school), activity)

    assert codes(refusal) == ["review_out_of_order"]


def test_a_stage_is_passed_once(school: "School") -> None:
    activity = stand(an_activity(school, approved=False), Activity.State.SCHOOL_APPROVED)

    with pytest.raises(Refused) as refusal:
        approve(somebody(Role.PRINCIPAL, school), activity)

    assert codes(refusal) == ["review_passed_already"]


def test_a_draft_is_not_under_review(school: "School") -> None:
    with pytest.raises(Refused) as refusal:
        approve(somebody(Role.PRINCIPAL, school), an_activity(school, approved=False))

    assert codes(refusal) == ["not_under_review"]


def test_nobody_reviews_what_they_wrote(school: "School") -> None:
    principal = somebody(Role.PRINCIPAL, school)
    author = Person.objects.get(pk=principal.person_id)
    appoint(author, Role.OFFICE, school=school)
    activity = stand(an_activity(school, approved=False, author=author), Activity.State.SUBMITTED)

    with pytest.raises(Refused) as refusal:
        approve(the_actor(author, Role.PRINCIPAL), activity)

    assert codes(refusal) == ["reviews_own_work"]
    assert not Review.objects.exists()


def test_a_version_that_was_not_read_is_not_passed(school: "School") -> None:
    activity = stand(an_activity(school, approved=False), Activity.State.SUBMITTED)
    activity.version = 7

    with pytest.raises(Conflict):
        approve(somebody(Role.PRINCIPAL, school), activity)


@pytest.mark.parametrize("role", [Role.OFFICE, Role.STAFF, Role.CITY_BUREAU, Role.GUARDIAN])
def test_only_the_two_stages_review(role: Role, school: "School") -> None:
    activity = stand(an_activity(school, approved=False), Activity.State.SUBMITTED)

    with pytest.raises(Forbidden):
        approve(somebody(role, school), activity)


@pytest.mark.parametrize("role", [Role.PRINCIPAL, Role.DISTRICT_REVIEWER])
def test_a_reviewer_of_another_school_or_district_may_not(role: Role, school: "School") -> None:
    activity = stand(an_activity(school, approved=False), Activity.State.SUBMITTED)
    theirs = stand(an_activity(a_school(), approved=False), Activity.State.SUBMITTED)

    with pytest.raises(Forbidden):
        approve(somebody(role, theirs.school), activity)

    assert Activity.objects.get(pk=activity.pk).state == Activity.State.SUBMITTED
