"""Which windows and applications exist for an actor, and who may open a window or withdraw."""

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from kehou.enrolment.models import Application, Window
from kehou.ordinance.roles import PARTS, Role, Seat
from kehou.people.permissions import answers_for, pupils_of
from kehou.platform.actors import Actor
from kehou.platform.permissions import plays

if TYPE_CHECKING:
    from kehou.schools.models import School


def windows_of(actor: Actor) -> QuerySet[Window]:
    """The windows of the schools in reach; for a family, those of its children's schools."""
    if PARTS[actor.role].seat is Seat.CITY:
        return Window.objects.all()
    return Window.objects.filter(school__in=actor.reads.schools)


def applications_of(actor: Actor) -> QuerySet[Application]:
    """What a family has sent for its own children. To a school they are numbers (2.3.c)."""
    if actor.role is Role.GUARDIAN:
        return Application.objects.filter(pupil__in=pupils_of(actor))
    return Application.objects.none()


def may_open_window(actor: Actor, school: "School") -> bool:
    """The school itself says when its families may choose (7.2.b)."""
    return plays(actor, Role.OFFICE, Role.PRINCIPAL, at_school=school.pk)


def may_withdraw(actor: Actor, application: Application) -> bool:
    """Any guardian of the child may, whichever of them applied (2.3.c)."""
    return answers_for(actor, application.pupil)
