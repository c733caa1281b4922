from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from kehou.custody.models import DayClosing
from kehou.custody.permissions import may_close_day
from kehou.custody.queries.board import Afternoon, afternoon_of
from kehou.kernel.explained import Reason, Verdict, refuse
from kehou.ordinance.parameters import Ordinance
from kehou.ordinance.rules.custody import DayEnd, admissible_day_close
from kehou.platform import locks
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.clock import city_day
from kehou.platform.permissions import authorise
from kehou.rostering.queries import timetable_of

if TYPE_CHECKING:
    from kehou.schools.models import School


@transaction.atomic
def close_day(*, actor: Actor, at: datetime, school: "School", day: date) -> DayClosing:
    """End a school's day: zero children with staff, and of every expected one it is known (7.3.a).

    The refusal names whoever is still here, with whom, and of whom nothing is known. The day is
    held alone meanwhile (the same lock as in the triggers); whatever comes later is refused. A day
    without service is not closed: closed days are the service days that are paid for (6.3.c).
    """
    authorise(actor, may_close_day, school)
    if day > city_day(at):
        raise refuse("day_has_not_come", "7.3.a", day=day)
    locks.hold("custody.day", school.pk, str(day))
    afternoon = afternoon_of(school, day)
    if afternoon.closing is not None:
        return afternoon.closing
    if not afternoon.expected and timetable_of(school, day) is None:
        raise refuse("day_has_no_service", "3.2", day=day)
    facts = DayEnd(still_held=afternoon.here, unaccounted=len(afternoon.unknown))
    against = admissible_day_close(facts, Ordinance(day)).against
    Verdict((*against, *_names(afternoon))).require()

    closing = DayClosing.objects.create(
        school=school,
        day=day,
        closed_by_id=actor.somebody,
        closed_at=at,
        children=len(afternoon.gone),
    )
    detail = {"day": day, "children": closing.children}
    journal.record("custody.day_closed", school, actor=actor, at=at, detail=detail)
    return closing


def _names(afternoon: Afternoon) -> list[Reason]:
    """Who is still with whom, and who was never seen, for those who go and look."""
    named = [
        Reason(
            "children_are_with",
            "7.3.a",
            {"adult": hands.name, "children": tuple(c.person.name for c in hands.children)},
        )
        for hands in afternoon.in_hands
    ]
    if afternoon.unknown:
        unknown = tuple(child.person.name for child in afternoon.unknown)
        named.append(Reason("nothing_is_known_of", "7.3.a", {"children": unknown}))
    return named
