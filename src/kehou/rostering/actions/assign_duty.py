from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from kehou.kernel.explained import Reason, Verdict, refuse
from kehou.people.permissions import staff_of
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.clock import city_day
from kehou.platform.permissions import authorise
from kehou.rostering.core import Hours, admissible_duties
from kehou.rostering.models import Duty
from kehou.rostering.permissions import may_arrange_duties
from kehou.rostering.queries import candidates, hours_of_group, service_days

if TYPE_CHECKING:
    from kehou.allocation.models import Group
    from kehou.people.models import Staff


@transaction.atomic
def assign_duty(
    *,
    actor: Actor,
    at: datetime,
    group: "Group",
    staff: "Staff",
    first: date,
    last: date,
    is_lead: bool = True,
) -> list[Duty]:
    """Put a member of staff in charge of a group, on every day it meets in a span (5.1.a, 7.1.b).

    All of the days or none: a term that is covered but for one forgotten Wednesday is worse than a
    refusal that names the Wednesday. `is_lead=False` lets somebody join the group's lead.
    """
    authorise(actor, may_arrange_duties, group.school)
    asked = _hours(group, at=at, first=first, last=last)
    known = candidates(staff_of(actor).filter(pk=staff.pk), group, asked)
    against = [*admissible_duties(asked, known[staff.pk]).against]
    if is_lead:
        against += _led_already(group, asked)
    Verdict(tuple(against)).require()

    duties = Duty.objects.bulk_create(
        Duty(
            school_id=group.school_id,
            staff_id=staff.pk,
            person_id=staff.person_id,
            group=group,
            room_id=group.room_id,
            day=hours.day,
            during=DateTimeTZRange(hours.begins, hours.ends),
            is_lead=is_lead,
        )
        for hours in asked
    )
    days = [duty.day for duty in duties]
    detail = {"staff": staff.pk, "days": days, "is_lead": is_lead}
    journal.record("rostering.duty_assigned", group, actor=actor, at=at, detail=detail)
    return duties


def _hours(group: "Group", *, at: datetime, first: date, last: date) -> Sequence[Hours]:
    """The hours to be covered. What is past is on record as it was."""
    today = city_day(at)
    if first < today:
        raise refuse("duty_lies_in_the_past", "7.1.b", day=first)
    days = list(service_days(group, first=first, last=last))
    if not days:
        raise refuse("group_does_not_meet", "3.2", first=first, last=last)
    hours = hours_of_group(group, days)
    if bare := sorted(set(days) - {span.day for span in hours}):
        raise refuse("group_has_no_hours", "3.2", days=tuple(bare))
    return hours


def _led_already(group: "Group", asked: Sequence[Hours]) -> list[Reason]:
    led = Duty.objects.filter(
        group=group, is_lead=True, relieved_at__isnull=True, day__in=[span.day for span in asked]
    )
    days = tuple(led.order_by("day").values_list("day", flat=True))
    return [Reason("group_is_led_already", "7.2.c", {"days": days})] if days else []
