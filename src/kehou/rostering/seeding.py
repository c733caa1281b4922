"""Who is on duty in the demo city, day by day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from psycopg.types.range import TimestamptzRange

from kehou.platform import bulk
from kehou.platform.clock import CITY_ZONE
from kehou.rostering.models import Duty


@dataclass(frozen=True, slots=True)
class GroupToStaff:
    group_id: int
    room_id: int
    weekday: int
    period: int


@dataclass(frozen=True, slots=True)
class SeededDuty:
    duty_id: int
    group_id: int
    person_id: int
    day: date
    period: int
    begins: datetime


def seed_duties(
    *,
    school_id: int,
    groups: Sequence[GroupToStaff],
    staff: Sequence[tuple[int, int]],
    days: Iterable[date],
    today: date,
    times: Sequence[tuple[time, time]],
) -> list[SeededDuty]:
    """One adult for every group on every day, in turn (7.1.b).

    `staff` is (staff id, person id). Today the first group has the first of them.
    """
    ordered = sorted(days, key=lambda day: (abs((day - today).days), day))
    meetings = [
        (turn, number, day, group)
        for turn, day in enumerate(ordered)
        for period in range(1, len(times) + 1)
        for number, group in enumerate(
            g for g in groups if g.weekday == day.isoweekday() and g.period == period
        )
    ]
    duties = []
    rows = []
    for duty_id, (turn, number, day, group) in zip(
        bulk.reserve_ids(Duty, len(meetings)), meetings, strict=True
    ):
        # The next period goes to the next adults, so that children are handed over.
        turns = turn * 7 + (group.period - 1) * 3
        staff_id, person_id = staff[(number + turns) % len(staff)]
        begins, ends = (
            datetime.combine(day, at, tzinfo=CITY_ZONE) for at in times[group.period - 1]
        )
        duties.append(SeededDuty(duty_id, group.group_id, person_id, day, group.period, begins))
        rows.append(
            (
                *(duty_id, school_id, staff_id, person_id, group.group_id, group.room_id),
                *(day, TimestamptzRange(begins, ends), True),
            )
        )
    bulk.copy(
        Duty,
        (
            *("id", "school_id", "staff_id", "person_id", "group_id", "room_id"),
            *("day", "during", "is_lead"),
        ),
        rows,
    )
    return duties
