"""What the database refuses whoever asks: the gates of review (2.3.b, 5.4.b)."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F

from kehou.catalogue.models import Activity, ActivitySlot, ActivityVersion, Review
from kehou.catalogue.testing import WRITTEN, a_review, an_activity, stand
from kehou.people.models import Person
from kehou.people.testing import a_person
from kehou.schools.testing import a_campus, a_school

pytestmark = pytest.mark.django_db

STATES = list(Activity.State)
ORDER = [
    Activity.State.DRAFT,
    Activity.State.SUBMITTED,
    Activity.State.SCHOOL_APPROVED,
    Activity.State.APPROVED,
]


def refused_by(constraint: str, act: Callable[[], object]) -> None:
    with pytest.raises(IntegrityError) as broken, transaction.atomic():
        act()
    assert broken.value.__cause__.diag.constraint_name == constraint  # type: ignore[union-attr]


def put(activity: Activity, state: Activity.State) -> None:
    Activity.objects.filter(pk=activity.pk).update(state=state)


@pytest.mark.parametrize("state", STATES[1:])
def test_an_activity_begins_as_a_draft(state: Activity.State) -> None:
    draft = an_activity(a_school(), approved=False)

    def smuggle() -> None:
        draft.pk, draft.title, draft.state = None, "走后门", state
        draft.save()

    refused_by("activity_begins_as_a_draft", smuggle)


@pytest.mark.parametrize("standing", ORDER)
@pytest.mark.parametrize("wanted", STATES)
def test_no_state_is_reached_without_its_review(
    standing: Activity.State, wanted: Activity.State
) -> None:
    activity = an_activity(a_school(), approved=False)
    if standing is not Activity.State.DRAFT:
        stand(activity, standing)
    if wanted in (standing, {"draft": "submitted"}.get(standing)):
        put(activity, wanted)
        return

    refused_by("activity_passes_every_gate", lambda: put(activity, wanted))


def written_anew(activity: Activity, author: Person) -> Activity:
    """The second version of an activity, submitted."""
    ActivityVersion.objects.create(
        school=activity.school,
        activity=activity,
        version=2,
        plan={},
        written_by=author,
        written_at=WRITTEN,
    )
    Activity.objects.filter(pk=activity.pk).update(version=2, state="draft", written_by=author)
    put(activity, Activity.State.SUBMITTED)
    return Activity.objects.get(pk=activity.pk)


def test_approved_needs_both_approvals_of_this_very_version() -> None:
    activity = written_anew(an_activity(a_school()), a_person("后来人"))

    refused_by("activity_passes_every_gate", lambda: put(activity, Activity.State.SCHOOL_APPROVED))
    a_review(activity, Review.Stage.SCHOOL)
    put(activity, Activity.State.SCHOOL_APPROVED)
    refused_by("activity_passes_every_gate", lambda: put(activity, Activity.State.APPROVED))


def test_a_return_needs_the_returning_review() -> None:
    activity = stand(an_activity(a_school(), approved=False), Activity.State.SUBMITTED)
    a_review(activity, Review.Stage.SCHOOL, outcome=Review.Outcome.RETURNED, comment="改")

    refused_by("activity_passes_every_gate", lambda: put(activity, Activity.State.SCHOOL_APPROVED))
    put(activity, Activity.State.RETURNED)


def test_nothing_changes_under_an_approval() -> None:
    activity = an_activity(a_school())
    same = Activity.objects.filter(pk=activity.pk)

    refused_by("changed_activity_is_a_draft_again", lambda: same.update(largest=99))
    refused_by("changed_activity_is_a_draft_again", lambda: same.update(version=F("version") + 1))
    refused_by("changed_activity_is_a_draft_again", lambda: same.update(version=5, state="draft"))
    refused_by("slots_change_only_in_a_draft", lambda: activity.slots.all().delete())
    refused_by("slots_change_only_in_a_draft", lambda: activity.slots.update(period=2))
    refused_by(
        "slots_change_only_in_a_draft",
        lambda: ActivitySlot.objects.create(
            school=activity.school, activity=activity, weekday=5, period=1
        ),
    )


def test_a_version_needs_an_author_who_wrote_it() -> None:
    activity = an_activity(a_school(), approved=False)

    def count_on_without_writing() -> None:
        Activity.objects.filter(pk=activity.pk).update(version=2)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS activity_stands_in_a_written_version IMMEDIATE")

    refused_by("activity_stands_in_a_written_version", count_on_without_writing)


def test_a_review_names_the_author_of_its_version() -> None:
    activity = stand(an_activity(a_school(), approved=False), Activity.State.SUBMITTED)
    activity.written_by = a_person("替身")

    refused_by("review_names_the_author", lambda: a_review(activity, Review.Stage.SCHOOL))


def test_nobody_reviews_what_they_wrote() -> None:
    activity = stand(an_activity(a_school(), approved=False), Activity.State.SUBMITTED)
    author = activity.written_by

    refused_by(
        "nobody_reviews_what_they_wrote",
        lambda: a_review(activity, Review.Stage.SCHOOL, reviewer=author),
    )


def test_nobody_reviews_what_they_wrote_an_earlier_version_of() -> None:
    first = an_activity(a_school())
    again = written_anew(first, a_person("后来人"))

    refused_by(
        "nobody_reviews_what_they_wrote",
        lambda: a_review(again, Review.Stage.SCHOOL, reviewer=first.written_by),
    )


def test_a_review_is_of_what_waits_for_it() -> None:
    activity = stand(an_activity(a_school(), approved=False), Activity.State.SUBMITTED)

    refused_by("review_is_of_what_waits_for_it", lambda: a_review(activity, Review.Stage.DISTRICT))
    activity.version = 2
    refused_by("review_is_of_what_waits_for_it", lambda: a_review(activity, Review.Stage.SCHOOL))


def test_a_room_is_on_the_campus_of_its_activity() -> None:
    north = an_activity(a_school(), approved=False)
    north.campus = a_campus(north.school, "南校园")
    north.version = 2

    refused_by("activity_room_is_on_its_campus", north.save)


def test_a_review_is_never_changed() -> None:
    activity = an_activity(a_school())

    with pytest.raises(Exception, match="permission denied"), transaction.atomic():
        activity.reviews.update(comment="没说过")
