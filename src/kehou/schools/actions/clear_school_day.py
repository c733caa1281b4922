"""A day that is again what the calendar of the state and the city says."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from kehou.kernel.explained import refuse
from kehou.platform import locks
from kehou.platform.audit import journal
from kehou.platform.clock import city_day
from kehou.platform.permissions import authorise
from kehou.schools.models import SchoolDay
from kehou.schools.permissions import may_keep_school

if TYPE_CHECKING:
    from datetime import date

    from kehou.platform.actors import Actor
    from kehou.schools.models import School


@transaction.atomic
def clear_school_day(
    *, actor: "Actor", at: datetime, school: "School", day: "date", reason: str
) -> None:
    """Take back what the school had set for a day, and say why (3.2).

    From tomorrow on only: today and before children may have been called by the calendar as it
    was, and their archive rests on it. What was set stays in the journal.
    """
    authorise(actor, may_keep_school, school)
    locks.hold("schools.days", school.pk, day.isoformat())
    set_day = SchoolDay.objects.filter(school=school, day=day).first()
    if set_day is None:
        raise refuse("day_not_set", "3.2", day=day)
    if day <= city_day(at):
        raise refuse("day_has_begun", "3.2", day=day)
    if not reason.strip():
        raise refuse("day_set_without_reason", "3.2", day=day)
    detail = {
        "day": day,
        "kind": set_day.kind,
        "follows_weekday": set_day.follows_weekday,
        "reason": set_day.reason,
    }
    journal.record(
        "schools.day_cleared", set_day, actor=actor, at=at, grounds=reason.strip(), detail=detail
    )
    set_day.delete()
