"""Which activities exist for an actor, and who may write, submit and review them."""

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from kehou.catalogue.models import Activity, Review
from kehou.ordinance.roles import PARTS, Role, Seat
from kehou.platform.actors import Actor
from kehou.platform.permissions import plays

if TYPE_CHECKING:
    from kehou.schools.models import School

# Who reviews at which stage, and in which state an activity waits for them (5.4.b).
STAGES = {
    Role.PRINCIPAL: Review.Stage.SCHOOL,
    Role.DISTRICT_REVIEWER: Review.Stage.DISTRICT,
}
WAITS_IN = {
    Review.Stage.SCHOOL: Activity.State.SUBMITTED,
    Review.Stage.DISTRICT: Activity.State.SCHOOL_APPROVED,
}


def activities_of(actor: Actor) -> QuerySet[Activity]:
    """The activities of the schools in reach; for a family, those that have passed their review."""
    match PARTS[actor.role].seat:
        case Seat.SCHOOL | Seat.DISTRICT:
            return Activity.objects.filter(school__in=actor.reads.schools)
        case Seat.CITY:
            return Activity.objects.all()
        case Seat.FAMILY:
            approved = Activity.State.APPROVED
            return Activity.objects.filter(school__in=actor.reads.schools, state=approved)
    return Activity.objects.none()


def activities_to_review(actor: Actor) -> QuerySet[Activity]:
    """What waits for this actor's review: at the school for its principal, then at the district."""
    stage = STAGES.get(actor.role)
    if stage is None:
        return Activity.objects.none()
    return activities_of(actor).filter(state=WAITS_IN[stage])


def may_write_activities(actor: Actor, school: "School") -> bool:
    """The school office plans what the school offers (4.0)."""
    return plays(actor, Role.OFFICE, at_school=school.pk)


def may_submit(actor: Actor, activity: Activity) -> bool:
    return plays(actor, Role.OFFICE, at_school=activity.school_id)


def may_review(actor: Actor, activity: Activity) -> bool:
    """Whether the actor sits at one of the two stages for this school (5.4.b)."""
    return plays(actor, *STAGES, at_school=activity.school_id)
