"""A day on which one school departs from the calendar."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from kehou.kernel.explained import refuse
from kehou.platform import locks
from kehou.platform.audit import journal
from kehou.platform.clock import city_day
from kehou.platform.permissions import authorise
from kehou.schools.core.calendar import DayRule
from kehou.schools.models import SchoolDay
from kehou.schools.models.calendar import DayKind
from kehou.schools.permissions import may_keep_school
from kehou.schools.queries import calendar_of, term_on

if TYPE_CHECKING:
    from kehou.platform.actors import Actor
    from kehou.schools.models import School


@transaction.atomic
def set_school_day(
    *,
    actor: "Actor",
    at: datetime,
    school: "School",
    day: date,
    is_class_day: bool,
    reason: str,
    follows_weekday: int | None = None,
) -> SchoolDay:
    """Hold classes on a day or close it, with the reason that families read (3.2).

    The state and the city come first: the school opens nothing that they closed. What was set for
    the day before gives way. A day that has passed stays as it was, for its archive rests on it.
    """
    authorise(actor, may_keep_school, school)
    locks.hold("schools.days", school.pk, day.isoformat())
    term = term_on(day)
    if term is None:
        raise refuse("no_term_on_that_day", "3.2", day=day)
    if day < city_day(at):
        raise refuse("day_has_passed", "3.2", day=day)
    rule = DayRule(is_class_day, reason, follows_weekday if is_class_day else None)
    calendar_of(school, term).admits(day, rule).require()

    said = {
        "kind": DayKind.CLASS_DAY if is_class_day else DayKind.CLOSED,
        "follows_weekday": rule.follows_weekday,
        "reason": reason.strip(),
    }
    set_day, _ = SchoolDay.objects.update_or_create(school=school, day=day, defaults=said)
    detail = {"day": day, "kind": said["kind"], "follows_weekday": rule.follows_weekday}
    journal.record("schools.day_set", set_day, actor=actor, at=at, grounds=reason, detail=detail)
    return set_day
