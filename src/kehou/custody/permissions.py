"""Who may know where a child is, and who may say so (7.3.a).

A caretaker knows the children of their own groups and those in their own hands; guardians their own
children; the school's office, principal and safety officer every child of the school. District and
city see numbers, never names: no scope here gives them a row.
"""

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from kehou.custody.models import Attendance, Event
from kehou.ordinance.roles import Role
from kehou.people.permissions import answers_for, pupils_of
from kehou.platform.actors import Actor
from kehou.platform.permissions import plays

if TYPE_CHECKING:
    from kehou.people.models import Pupil
    from kehou.rostering.models import Duty
    from kehou.schools.models import School

WATCH = (Role.OFFICE, Role.PRINCIPAL, Role.SAFETY_OFFICER)
# They see how a school's afternoon stands, in numbers.
COUNT = (Role.DISTRICT_REVIEWER, Role.CITY_BUREAU, Role.AUDITOR)


def events_of(actor: Actor) -> QuerySet[Event]:
    """The links of chains that exist for an actor: for a caretaker, those of their own hands."""
    events = Event.objects.filter(school__in=actor.reads.schools)
    if actor.role in WATCH:
        return events
    if actor.role is Role.STAFF:
        return events.filter(to_holder=actor.person_id, to_kind=Event.HolderKind.STAFF)
    if actor.role is Role.GUARDIAN:
        return events.filter(pupil__in=pupils_of(actor))
    return events.none()


def archive_of(actor: Actor) -> QuerySet[Attendance]:
    """The lines of the attendance archive that exist for an actor, replaced ones left out."""
    lines = Attendance.objects.filter(school__in=actor.reads.schools, replaced_by__isnull=True)
    return lines if actor.role in WATCH else lines.none()


def may_call_roll(actor: Actor, duty: "Duty") -> bool:
    """The roll is called by the adult who has that duty, in person (7.2.b)."""
    return _serves(actor, duty.school_id) and duty.person_id == actor.person_id


may_take_over = may_call_roll


def may_release(actor: Actor, pupil: "Pupil") -> bool:
    """A caretaker of the school; that the child is in their hands, the chain decides (7.3.a)."""
    return _serves(actor, pupil.school_id)


def may_excuse(actor: Actor, pupil: "Pupil") -> bool:
    """The child's own guardian, or the office, which has been told by somebody (7.2.b)."""
    return answers_for(actor, pupil) or plays(actor, Role.OFFICE, at_school=pupil.school_id)


def may_close_day(actor: Actor, school: "School") -> bool:
    return plays(actor, *WATCH, at_school=school.pk)


def may_read_chain(actor: Actor, pupil: "Pupil") -> bool:
    """Whether the actor may see who had this child when (7.3.a)."""
    watches = plays(actor, *WATCH, at_school=pupil.school_id)
    return watches or answers_for(actor, pupil)


def may_read_board(actor: Actor, school: "School") -> bool:
    return plays(actor, *WATCH, at_school=school.pk)


def _serves(actor: Actor, school_id: int) -> bool:
    return actor.role is Role.STAFF and school_id in actor.writes
