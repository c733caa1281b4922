from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from kehou.catalogue.core.homework import speaks_of_homework
from kehou.catalogue.core.plan import Plan
from kehou.catalogue.core.premises import Premises, fits
from kehou.catalogue.models import Activity, ActivitySlot, ActivityVersion
from kehou.catalogue.permissions import may_write_activities
from kehou.catalogue.queries import premises_of
from kehou.kernel.explained import Verdict
from kehou.ordinance.parameters import Ordinance
from kehou.ordinance.rules import catalogue as rules
from kehou.platform import locks
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.clock import city_day
from kehou.platform.errors import Conflict
from kehou.platform.permissions import authorise

if TYPE_CHECKING:
    from kehou.schools.models import School, Term


@transaction.atomic
def write_activity(
    *,
    actor: Actor,
    at: datetime,
    school: "School",
    term: "Term",
    plan: Plan,
    activity: Activity | None = None,
) -> Activity:
    """Write down what an activity is to be, for the first time or anew (4.1, 5.4.b).

    Every writing is a version of its own and a draft, so whatever was approved goes back to
    review. `Conflict` when the activity was written anew since it was looked at: nobody's words
    are lost under those of somebody else.
    """
    authorise(actor, may_write_activities, school)
    if activity is not None:
        locks.hold("catalogue.activity", activity.pk)
        standing = Activity.objects.filter(school=school, term=term, version=activity.version)
        if not standing.filter(pk=activity.pk).exists():
            raise Conflict(f"activity {activity.pk} has a newer version than {activity.version}")
    premises = premises_of(actor, school, term, besides=activity)
    _admissible(plan, premises, Ordinance(city_day(at))).require()

    written = Activity(pk=activity.pk if activity else None, school=school, term=term)
    written.version = activity.version + 1 if activity else 1
    written.written_by_id = actor.somebody
    written.state_since = at
    _lay_out(written, plan.in_order(), premises)
    written.save()
    ActivityVersion.objects.create(
        school=school,
        activity=written,
        version=written.version,
        plan=plan.as_written(),
        written_by_id=actor.somebody,
        written_at=at,
    )
    ActivitySlot.objects.filter(activity=written).delete()
    ActivitySlot.objects.bulk_create(
        ActivitySlot(school=school, activity=written, weekday=slot.weekday, period=slot.period)
        for slot in plan.slots
    )
    detail = {"version": written.version}
    journal.record("catalogue.activity_written", written, actor=actor, at=at, detail=detail)
    return written


def _lay_out(activity: Activity, plan: Plan, premises: Premises) -> None:
    """Give an activity the columns that its plan asks for; its campus is that of its room."""
    activity.state = Activity.State.DRAFT
    activity.title = plan.title
    activity.kind = plan.kind
    activity.summary = plan.summary
    activity.to_bring = plan.to_bring
    activity.educations = list(plan.educations)
    activity.grades = list(plan.grades)
    activity.room_id = plan.room_id
    activity.campus_id = premises.rooms[plan.room_id].campus_id
    activity.leader_id = plan.leader_id
    activity.smallest = plan.smallest
    activity.largest = plan.largest
    activity.subject = plan.subject
    activity.by_class = plan.by_class


def _admissible(plan: Plan, premises: Premises, ordinance: Ordinance) -> Verdict:
    """All reasons at once: those of the ordinance, then those of the school's own means.

    Nothing here is compulsory: there is no way to enrol a class. Homework time and tutoring speak
    of homework by their nature, that of the lessons, and set none.
    """
    has_always_room = plan.kind in Activity.FALL_BACKS
    facts = rules.Activity(
        educations=frozenset(plan.educations),
        sets_homework=not has_always_room and speaks_of_homework(plan.summary, plan.to_bring),
        subject=plan.subject,
        is_for_whole_class=plan.by_class,
        is_compulsory=False,
    )
    return Verdict(
        rules.admissible_activity(facts, ordinance).against
        + fits(plan, premises, has_always_room=has_always_room).against
    )
