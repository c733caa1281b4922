"""What waits for a review, and what an activity has been through."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from kehou.catalogue.models import Activity, ActivityVersion, Review
from kehou.catalogue.permissions import activities_to_review

if TYPE_CHECKING:
    from kehou.platform.actors import Actor


@dataclass(frozen=True, slots=True)
class Waiting:
    """One row of a reviewer's queue. What is their own, somebody else reviews."""

    activity: Activity
    since: datetime
    days: int
    is_own: bool


def waiting_for(actor: "Actor", *, at: datetime) -> list[Waiting]:
    """What waits for this actor's review, the longest waiting first. Two queries, however many."""
    activities = list(
        activities_to_review(actor)
        .select_related("school", "leader__person", "campus")
        .order_by("state_since", "pk")
    )
    own = set(
        ActivityVersion.objects.filter(
            activity__in=activities, written_by=actor.person_id
        ).values_list("activity_id", flat=True)
    )
    return [
        Waiting(
            activity=activity,
            since=activity.state_since,
            days=(at - activity.state_since).days,
            is_own=activity.pk in own,
        )
        for activity in activities
    ]


def passed_stages(activity: Activity) -> frozenset[str]:
    """The stages that the standing version of an activity has passed."""
    approvals = Review.objects.filter(
        activity=activity, version=activity.version, outcome=Review.Outcome.APPROVED
    )
    return frozenset(approvals.values_list("stage", flat=True))


def authors_of(activity: Activity) -> frozenset[int]:
    """Whoever has written any version of the activity, by person."""
    versions = ActivityVersion.objects.filter(activity=activity)
    return frozenset(versions.values_list("written_by_id", flat=True))
