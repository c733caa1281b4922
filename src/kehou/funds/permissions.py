"""Who may see and who may make a school's figures."""

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from kehou.funds.models import MonthSettlement
from kehou.ordinance.roles import Role
from kehou.platform.actors import Actor
from kehou.platform.permissions import plays

if TYPE_CHECKING:
    from kehou.schools.models import School

READERS = (
    Role.OFFICE,
    Role.PRINCIPAL,
    Role.SCHOOL_FINANCE,
    Role.DISTRICT_FINANCE,
    Role.CITY_FINANCE,
    Role.AUDITOR,
)


def settlements_of(actor: Actor) -> QuerySet[MonthSettlement]:
    """The settlements this actor may read: those of the schools in their reach."""
    if actor.role not in READERS:
        return MonthSettlement.objects.none()
    if actor.reads.whole_city:
        return MonthSettlement.objects.all()
    return MonthSettlement.objects.filter(school_id__in=actor.reads.schools)


def may_settle(actor: Actor, school: "School") -> bool:
    """Only the school's own finance settles its months (6.3.a)."""
    return plays(actor, Role.SCHOOL_FINANCE, at_school=school.pk)
