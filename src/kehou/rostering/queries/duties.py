"""Duties as they stand: what was relieved is history."""

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from kehou.platform.actors import Actor
from kehou.rostering.models import Duty
from kehou.rostering.permissions import duties_known_to

if TYPE_CHECKING:
    from kehou.schools.models import School


def duties_of(actor: Actor, day: date, last_day: date | None = None) -> QuerySet[Duty]:
    """The actor's own duties on a day or from one day to another."""
    own = duties_known_to(actor).filter(person=actor.person_id)
    return _standing(own.filter(day__range=(day, last_day or day)))


def duties_on(school: "School", day: date) -> QuerySet[Duty]:
    """Everybody on duty at a school on a day."""
    return _standing(Duty.objects.filter(school=school, day=day))


def _standing(duties: QuerySet[Duty]) -> QuerySet[Duty]:
    return (
        duties.filter(relieved_at__isnull=True)
        .select_related("group__activity", "room__campus", "person")
        .order_by("during", "group__activity__title", "pk")
    )
