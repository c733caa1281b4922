"""Carrying out what a workbook says."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from kehou.kernel.explained import refuse
from kehou.people.actions._write_classes import write_classes
from kehou.people.actions._write_roll import write_roll
from kehou.people.actions._write_staff import write_staff, write_timetable
from kehou.people.models import RollImport
from kehou.people.permissions import may_settle_import
from kehou.people.queries.import_plans import content_of, plan_of, settled_outcome
from kehou.people.queries.places_plan import ClassesPlan, RoomsPlan
from kehou.people.queries.roll_plan import RollPlan
from kehou.people.queries.staff_plan import StaffPlan, TimetablePlan
from kehou.platform import locks
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.clock import city_day
from kehou.platform.permissions import authorise
from kehou.schools.actions import set_rooms


@transaction.atomic
def apply_import(
    *,
    actor: Actor,
    at: datetime,
    handed_in: RollImport,
    good_rows_only: bool = False,
    leaving: Collection[int] = (),
    decided_at: datetime | None = None,
) -> RollImport:
    """Do what the workbook that waits says, all of it or nothing (3.1).

    The file is read again beside what the school has now, under the lock: between preview and this
    somebody may have been entered by hand. With `good_rows_only` the faulty lines stay out.
    Nobody leaves but those named, and only while the new roll really lacks them. Afterwards the
    file is erased. `decided_at` is the decision that a background job carries out; one that was
    taken back, or is being carried out by another, is not.
    """
    authorise(actor, may_settle_import, handed_in)
    locks.hold("people.imports", handed_in.school_id)
    handed_in.refresh_from_db()
    if handed_in.decided_at != decided_at:
        raise refuse("import_is_being_applied")
    if handed_in.state not in (RollImport.State.PREVIEWED, RollImport.State.APPLYING):
        raise refuse("import_settled_already")
    plan = plan_of(handed_in.kind, handed_in.school, content_of(handed_in), on=city_day(at))
    summary = plan.summary()
    counts = summary.counts()
    if summary.faults and not good_rows_only:
        raise refuse("import_has_faults", rows=counts["faulty_rows"])
    if summary.is_of_the_whole_file:
        raise refuse("import_without_good_rows")
    if not set(leaving) <= set(summary.leaving):
        raise refuse("leaving_no_longer_proposed", "3.1")

    match plan:
        case RollPlan():
            write_roll(plan, school=handed_in.school, leaving=leaving, at=at)
        case ClassesPlan():
            write_classes(plan, actor=actor, school=handed_in.school, at=at)
        case StaffPlan():
            write_staff(plan, actor=actor, school=handed_in.school, at=at)
        case TimetablePlan():
            write_timetable(plan, school=handed_in.school)
        case RoomsPlan():
            set_rooms(actor=actor, at=at, school=handed_in.school, wanted=plan.wanted)
    handed_in.state = RollImport.State.APPLIED
    handed_in.content_sealed = None
    handed_in.outcome = settled_outcome(summary, keep_faults=good_rows_only)
    handed_in.settled_at = at
    handed_in.decided_at = None
    handed_in.save(update_fields=["state", "content_sealed", "outcome", "settled_at", "decided_at"])
    detail = {**counts, "left": sorted(leaving)}
    journal.record("people.import_applied", handed_in, actor=actor, at=at, detail=detail)
    return handed_in
