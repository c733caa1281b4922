from collections.abc import Collection, Iterator
from datetime import datetime

from django.db import transaction

from kehou.catalogue.models import Activity, ActivityVersion, Review
from kehou.catalogue.permissions import STAGES, may_review
from kehou.catalogue.queries import authors_of, passed_stages
from kehou.kernel.explained import Reason, Verdict
from kehou.ordinance.parameters import Ordinance
from kehou.ordinance.rules import catalogue as rules
from kehou.platform import locks
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.clock import city_day
from kehou.platform.errors import Conflict
from kehou.platform.permissions import authorise

# Where an activity goes after a review at a stage with an outcome.
NEXT = {
    (Review.Stage.SCHOOL, Review.Outcome.APPROVED): Activity.State.SCHOOL_APPROVED,
    (Review.Stage.DISTRICT, Review.Outcome.APPROVED): Activity.State.APPROVED,
    (Review.Stage.SCHOOL, Review.Outcome.RETURNED): Activity.State.RETURNED,
    (Review.Stage.DISTRICT, Review.Outcome.RETURNED): Activity.State.RETURNED,
}


@transaction.atomic
def review_activity(
    *,
    actor: Actor,
    at: datetime,
    activity: Activity,
    outcome: Review.Outcome,
    checked: Collection[str] = (),
    comment: str = "",
) -> Review:
    """Pass an activity at the reviewer's stage, or return it for change (2.3.b, 5.4.b).

    The principal reviews for the school, then the reviewer for the district. What is passed is the
    version that the reviewer read: `Conflict` when it was written anew meanwhile.
    """
    authorise(actor, may_review, activity)
    locks.hold("catalogue.activity", activity.pk)
    read, activity = activity.version, Activity.objects.get(pk=activity.pk)
    if activity.version != read:
        raise Conflict(f"activity {activity.pk} has a newer version than {read}")
    stage = STAGES[actor.role]
    unanswered = len(set(Review.Point) - set(checked))
    facts = rules.Review(
        stage=stage,
        passed=passed_stages(activity),
        reviewer=actor.somebody,
        authors=authors_of(activity),
        unanswered=unanswered if outcome == Review.Outcome.APPROVED else 0,
    )
    against = rules.admissible_review(facts, Ordinance(city_day(at))).against
    Verdict(against + tuple(_own_reasons(activity, outcome, comment))).require()

    author = ActivityVersion.objects.get(activity=activity, version=activity.version)
    review = Review.objects.create(
        school_id=activity.school_id,
        activity=activity,
        version=activity.version,
        stage=stage,
        outcome=outcome,
        checked=sorted(checked),
        comment=comment.strip(),
        written_by_id=author.written_by_id,
        reviewed_by_id=actor.somebody,
        at=at,
    )
    activity.state = NEXT[stage, outcome]
    activity.state_since = at
    activity.save(update_fields=["state", "state_since"])
    detail = {"version": activity.version, "stage": stage, "outcome": outcome}
    journal.record("catalogue.activity_reviewed", activity, actor=actor, at=at, detail=detail)
    return review


def _own_reasons(activity: Activity, outcome: Review.Outcome, comment: str) -> Iterator[Reason]:
    """What stands against a review besides the ordinance."""
    if activity.state in (Activity.State.DRAFT, Activity.State.RETURNED):
        yield Reason("not_under_review", "5.4.b", {"activity": activity.title})
    if outcome == Review.Outcome.RETURNED and not comment.strip():
        yield Reason("return_says_why", "5.4.b")
