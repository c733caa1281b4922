"""Whose duties exist for an actor, and who arranges them (7.1.b)."""

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from kehou.ordinance.roles import Role
from kehou.platform.actors import Actor
from kehou.platform.permissions import plays
from kehou.rostering.models import Duty

if TYPE_CHECKING:
    from kehou.schools.models import School

ARRANGE_OR_WATCH = (Role.OFFICE, Role.PRINCIPAL, Role.SAFETY_OFFICER)


def duties_known_to(actor: Actor) -> QuerySet[Duty]:
    """A caretaker's own duties; all of the school's for whoever arranges or watches them."""
    duties = Duty.objects.filter(school__in=actor.reads.schools)
    if actor.role in ARRANGE_OR_WATCH:
        return duties
    if actor.role is Role.STAFF:
        return duties.filter(person=actor.person_id)
    return duties.none()


def may_arrange_duties(actor: Actor, school: "School") -> bool:
    """Caretakers are arranged by the school, by its office (7.1.b)."""
    return plays(actor, Role.OFFICE, at_school=school.pk)
