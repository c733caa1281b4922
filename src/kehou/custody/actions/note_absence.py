from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from kehou.custody.core.rolls import Mark
from kehou.custody.models import Absence, Attendance, DayClosing
from kehou.custody.permissions import may_excuse
from kehou.custody.queries.chains import heads_of
from kehou.kernel.explained import refuse
from kehou.ordinance.parameters import Ordinance
from kehou.ordinance.roles import Role
from kehou.platform import locks
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.clock import city_day
from kehou.platform.permissions import authorise

if TYPE_CHECKING:
    from kehou.people.models import Pupil


@transaction.atomic
def note_absence(
    *, actor: Actor, at: datetime, pupil: "Pupil", day: date, reason: str = ""
) -> Absence:
    """Excuse a child for a day, in the name of whoever says so (7.2.b).

    A guardian owes no reason. The office says who told it what, for it speaks for somebody else. A
    child called as not there becomes an excused one; sent twice it is one absence. The day is held
    alone for a moment (the same lock as in the triggers), so that no roll is called in between.
    """
    authorise(actor, may_excuse, pupil)
    locks.hold("custody.day", pupil.school_id, str(day))
    if absence := Absence.objects.filter(pupil=pupil, day=day).first():
        return absence
    if day < city_day(at):
        raise refuse("absence_of_a_past_day", "7.2.b", day=day)
    most = Ordinance(city_day(at))["custody.absence_days_ahead"].amount
    if day > city_day(at) + timedelta(days=most):
        raise refuse("absence_too_far_ahead", "7.2.b", day=day, most=most)
    if actor.role is not Role.GUARDIAN and not reason.strip():
        raise refuse("absence_without_source", "7.2.b")
    if pupil.pk in heads_of([pupil.pk], day):
        raise refuse("excused_but_here", "7.3.a")
    if DayClosing.objects.filter(school=pupil.school_id, day=day).exists():
        raise refuse("closed_day_takes_no_events", "7.3.a")

    absence = Absence.objects.create(
        school_id=pupil.school_id,
        pupil=pupil,
        day=day,
        reason=reason.strip(),
        reported_by_id=actor.somebody,
        reported_at=at,
    )
    missing = Attendance.objects.filter(
        pupil=pupil, day=day, state=Mark.ABSENT, replaced_by__isnull=True
    )
    Attendance.objects.bulk_create(
        Attendance(
            school_id=line.school_id,
            roll_call_id=line.roll_call_id,
            pupil=pupil,
            day=day,
            state=Mark.EXCUSED,
            absence=absence,
            replaces=line,
            recorded_by_id=actor.somebody,
            recorded_at=at,
        )
        for line in missing
    )
    detail = {"day": day}
    journal.record("custody.absence_noted", pupil, actor=actor, at=at, detail=detail)
    return absence
