"""Builders for tests. Each makes something whole and plausible; say only what the test is about."""

from datetime import date, datetime, time
from typing import TYPE_CHECKING

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from kehou.allocation.testing import TODAY, a_group, a_group_with
from kehou.people.testing import a_member_of_staff
from kehou.platform.clock import CITY_ZONE
from kehou.rostering.models import Duty

if TYPE_CHECKING:
    from kehou.allocation.models import Group
    from kehou.people.models import Staff

__all__ = ["HOURS", "TODAY", "a_duty", "a_group", "a_group_with"]

HOURS = {1: (time(16, 30), time(17, 10)), 2: (time(17, 20), time(18, 0))}


def a_duty(
    group: "Group", staff: "Staff | None" = None, day: date = TODAY, *, is_lead: bool = True
) -> Duty:
    """A member of staff (a new one, unless named) on duty in the group, in its room and period."""
    staff = staff or a_member_of_staff(group.school)
    begins, ends = (datetime.combine(day, hour, CITY_ZONE) for hour in HOURS[group.period])
    return Duty.objects.create(
        school=group.school,
        staff=staff,
        person=staff.person,
        group=group,
        room=group.room,
        day=day,
        during=DateTimeTZRange(begins, ends),
        is_lead=is_lead,
    )
