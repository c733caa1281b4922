from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from kehou.allocation.queries.groups import pupils_in
from kehou.custody.actions._adding import Addition, add, hold_phone, require_service_hours
from kehou.custody.core.admission import Circumstances, admissible_event
from kehou.custody.core.rolls import THERE, Mark, Roll, admissible_roll, taking_over
from kehou.custody.core.taps import Tap
from kehou.custody.models import Absence, Attendance, RollCall
from kehou.custody.permissions import may_call_roll
from kehou.custody.queries.chains import heads_of
from kehou.kernel.explained import refuse
from kehou.ordinance.parameters import Ordinance
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.clock import city_day
from kehou.platform.errors import Conflict
from kehou.platform.permissions import authorise

if TYPE_CHECKING:
    from kehou.rostering.models import Duty


@transaction.atomic
def call_roll(
    *, actor: Actor, at: datetime, tap: Tap, duty: "Duty", marks: Mapping[int, Mark]
) -> RollCall:
    """Call a group's roll and take over, by name, every child that is there (7.2.b, 7.3.a).

    Whoever calls has the children from that moment: a child that nobody had is taken over, one
    that a colleague brought is accepted from them, all in the transaction of the roll itself. Sent
    twice it is called once.
    """
    authorise(actor, may_call_roll, duty)
    hold_phone(tap)
    if called := RollCall.objects.filter(group=duty.group_id, day=duty.day).first():
        return _the_same(called, tap, marks)
    if duty.day != city_day(at):
        raise refuse("roll_of_another_day", "7.2.b", day=duty.day)
    require_service_hours(duty, at)

    # Written first: from here on the day is ours with others who add to it, and neither an absence
    # nor the closing can come between what is read and what is written.
    called = RollCall.objects.create(
        school_id=duty.school_id,
        key=tap.key,
        group_id=duty.group_id,
        duty=duty,
        day=duty.day,
        called_by_id=duty.person_id,
        called_at=at,
    )
    places = list(pupils_in(duty.group, duty.day))
    expected = [place.pupil_id for place in places]
    absences = dict(
        Absence.objects.filter(day=duty.day, pupil__in=expected).values_list("pupil_id", "pk")
    )
    roll = Roll(
        marks=marks,
        names={place.pupil_id: place.pupil.person.name for place in places},
        excused=absences,
        heads=heads_of(expected, duty.day),
    )
    admissible_roll(roll).require()

    add(_taken_over(roll, duty, tap), tap=tap, at=at)
    Attendance.objects.bulk_create(_lines(called, roll, absences, at))
    counts = {mark.value: list(marks.values()).count(mark) for mark in Mark}
    journal.record("custody.roll_called", called, actor=actor, at=at, detail=counts)
    return called


def _the_same(called: RollCall, tap: Tap, marks: Mapping[int, Mark]) -> RollCall:
    """The roll that this very act called before. Any other roll of the group comes too late."""
    if called.key != tap.key:
        raise refuse("roll_is_called_once_a_day", "7.2.b")
    lines = called.lines.filter(replaces__isnull=True).values_list("pupil_id", "state")
    there = {pupil for pupil, state in lines if state in THERE}
    if there != {pupil for pupil, mark in marks.items() if mark in THERE}:
        raise Conflict("the same roll was sent before with other marks")
    return called


def _taken_over(roll: Roll, duty: "Duty", tap: Tap) -> list[Addition]:
    """A link for each child that is there and was not with the caller before."""
    caller = duty.person_id
    known = Circumstances(acting=caller, accepted_by=caller, receiver_is_on_duty=True)
    additions = []
    for pupil in roll.there():
        head = roll.heads.get(pupil)
        link = taking_over(pupil, head, by=caller, day=duty.day, event_id=tap.event_of(pupil))
        if link is not None:
            admissible_event(link, head, known, Ordinance(duty.day)).require()
            additions.append(
                Addition(link, school=duty.school_id, recorded_by=caller, duty=duty.pk)
            )
    return additions


def _lines(
    called: RollCall, roll: Roll, absences: Mapping[int, int], at: datetime
) -> list[Attendance]:
    """The lines of the archive. Whoever is not there and was excused by somebody, is excused."""
    lines = []
    for pupil, mark in sorted(roll.marks.items()):
        absence = absences.get(pupil) if mark not in THERE else None
        lines.append(
            Attendance(
                school_id=called.school_id,
                roll_call=called,
                pupil_id=pupil,
                day=called.day,
                state=Mark.EXCUSED if absence else mark,
                absence_id=absence,
                recorded_by_id=called.called_by_id,
                recorded_at=at,
            )
        )
    return lines
