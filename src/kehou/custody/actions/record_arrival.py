from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from kehou.custody.actions._adding import Addition, add, hold_phone, require_service_hours
from kehou.custody.core.admission import Circumstances, admissible_event
from kehou.custody.core.rolls import THERE, Mark, taking_over
from kehou.custody.core.taps import Tap
from kehou.custody.models import Attendance
from kehou.custody.permissions import may_take_over
from kehou.custody.queries.chains import heads_of
from kehou.kernel.explained import refuse
from kehou.ordinance.parameters import Ordinance
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.clock import city_day
from kehou.platform.permissions import authorise

if TYPE_CHECKING:
    from kehou.people.models import Pupil
    from kehou.rostering.models import Duty


@transaction.atomic
def record_arrival(
    *, actor: Actor, at: datetime, tap: Tap, duty: "Duty", pupil: "Pupil"
) -> Attendance:
    """Take over a child who came after the roll was called (7.2.b, 7.3.a).

    The line that said otherwise stays, and a new one replaces it. A child who is on the roll as
    there already needs no second line: that is the same arrival, sent again.
    """
    authorise(actor, may_take_over, duty)
    hold_phone(tap)
    if duty.day != city_day(at):
        raise refuse("roll_of_another_day", "7.2.b", day=duty.day)
    require_service_hours(duty, at)
    line = Attendance.objects.filter(
        roll_call__group=duty.group_id, day=duty.day, pupil=pupil, replaced_by__isnull=True
    ).first()
    if line is None:
        raise refuse("roll_not_called_yet", "7.2.b")
    if line.state in THERE:
        return line

    receiver = duty.person_id
    head = heads_of([pupil.pk], duty.day).get(pupil.pk)
    event_id = tap.event_of(pupil.pk)
    link = taking_over(pupil.pk, head, by=receiver, day=duty.day, event_id=event_id)
    if link is not None:
        known = Circumstances(acting=receiver, accepted_by=receiver, receiver_is_on_duty=True)
        admissible_event(link, head, known, Ordinance(duty.day)).require()
        addition = Addition(link, school=duty.school_id, recorded_by=receiver, duty=duty.pk)
        add([addition], tap=tap, at=at)
    replacing = Attendance.objects.create(
        school_id=line.school_id,
        roll_call_id=line.roll_call_id,
        pupil=pupil,
        day=line.day,
        state=Mark.LATE,
        replaces=line,
        recorded_by_id=receiver,
        recorded_at=at,
    )
    detail = {"roll_call": line.roll_call_id, "was": line.state}
    journal.record("custody.arrival_recorded", pupil, actor=actor, at=at, detail=detail)
    return replacing
