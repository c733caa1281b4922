"""The afternoons of the demo city: rolls, chains of custody, closed days, and one still open."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from kehou.custody.models import Absence, Attendance, DayClosing, Event, RollCall
from kehou.platform import bulk

EXCUSED_PERCENT = 3


@dataclass(frozen=True, slots=True)
class DutyToCall:
    """A duty over a group with its children, in the order in which the day goes."""

    duty_id: int
    group_id: int
    person_id: int
    day: date
    period: int
    begins: datetime
    pupil_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Child:
    """Who may collect a child: the guardianship, and the adult in it."""

    guardianship_id: int
    guardian_id: int


@dataclass(slots=True)
class _Afternoon:
    """Rows of one school's afternoons on their way into the tables, in the order of writing."""

    absences: list[tuple[object, ...]] = field(default_factory=list)
    events: list[tuple[object, ...]] = field(default_factory=list)
    roll_calls: list[tuple[object, ...]] = field(default_factory=list)
    lines: list[tuple[int, tuple[object, ...]]] = field(default_factory=list)
    held: dict[int, tuple[UUID, int, int]] = field(default_factory=dict)
    device_numbers: dict[int, int] = field(default_factory=lambda: defaultdict(int))


class Historian:
    """Writes down the afternoons of one school."""

    def __init__(self, chance: Random, school_id: int, children: Mapping[int, Child]) -> None:
        self.chance = chance
        self.school_id = school_id
        self.children = children

    def seed_past_day(self, duties: Sequence[DutyToCall], *, closed_by: int) -> None:
        """A day gone by: every roll called, every child released to a guardian, closed at zero."""
        rows = _Afternoon()
        away = self._away(duties, rows)
        for duty in sorted(duties, key=lambda d: (d.period, d.duty_id)):
            self._call(duty, away, rows)
        over = max(duty.begins for duty in duties) + timedelta(minutes=45)
        children = len(rows.held)
        for pupil_id in list(rows.held):
            self._release(pupil_id, duties[0].day, over, rows)
        self._write(rows)
        DayClosing.objects.create(
            school_id=self.school_id,
            day=duties[0].day,
            closed_by_id=closed_by,
            closed_at=over + timedelta(minutes=30),
            children=children,
        )

    def seed_day_in_progress(self, duties: Sequence[DutyToCall], *, uncalled: int) -> None:
        """Today: the first period's rolls are called but for the first few groups (7.2.b).

        In a small school at least half of them are called.
        """
        rows = _Afternoon()
        away = self._away(duties, rows)
        first = sorted((d for d in duties if d.period == 1), key=lambda d: d.duty_id)
        for duty in first[min(uncalled, len(first) // 2) :]:
            self._call(duty, away, rows)
        self._write(rows)

    def _away(self, duties: Sequence[DutyToCall], rows: _Afternoon) -> dict[int, int]:
        """Children excused by a guardian for the day, with the absence on record."""
        expected = sorted({pupil for duty in duties for pupil in duty.pupil_ids})
        away = [p for p in expected if self.chance.randrange(100) < EXCUSED_PERCENT]
        ids = bulk.reserve_ids(Absence, len(away))
        morning = duties[0].begins - timedelta(hours=6)
        for absence_id, pupil_id in zip(ids, away, strict=True):
            guardian_id = self.children[pupil_id].guardian_id
            row = (absence_id, self.school_id, pupil_id, duties[0].day, "", guardian_id, morning)
            rows.absences.append(row)
        return dict(zip(away, ids, strict=True))

    def _call(self, duty: DutyToCall, away: Mapping[int, int], rows: _Afternoon) -> None:
        at = duty.begins + timedelta(minutes=self.chance.randrange(1, 6))
        roll = len(rows.roll_calls)
        rows.roll_calls.append(
            (self._uuid(), duty.group_id, duty.duty_id, duty.day, duty.person_id, at)
        )
        for pupil_id in duty.pupil_ids:
            absence_id = away.get(pupil_id)
            if absence_id is None:
                self._take_over(pupil_id, duty, at, rows)
            state = "present" if absence_id is None else "excused"
            line = (pupil_id, duty.day, state, absence_id, duty.person_id, at)
            rows.lines.append((roll, line))

    def _take_over(self, pupil_id: int, duty: DutyToCall, at: datetime, rows: _Afternoon) -> None:
        held = rows.held.get(pupil_id)
        if held is not None and held[1] == duty.person_id:
            return
        event_id = self._uuid()
        previous, holder, number = held or (None, None, -1)
        rows.events.append(
            (
                *(event_id, self.school_id, pupil_id, duty.day),
                *("transfer" if held else "open", previous, "staff" if held else None),
                *(number + 1, holder, duty.person_id, "staff", duty.duty_id, None, []),
                *self._written_by(duty.person_id, at, rows),
            )
        )
        rows.held[pupil_id] = (event_id, duty.person_id, number + 1)

    def _release(self, pupil_id: int, day: date, at: datetime, rows: _Afternoon) -> None:
        previous, holder, number = rows.held.pop(pupil_id)
        child = self.children[pupil_id]
        when = at + timedelta(seconds=self.chance.randrange(900))
        rows.events.append(
            (
                *(self._uuid(), self.school_id, pupil_id, day, "release", previous, "staff"),
                *(number + 1, holder, child.guardian_id, "guardian", None),
                *(child.guardianship_id, ["name", "face"]),
                *self._written_by(holder, when, rows),
            )
        )

    def _written_by(self, person_id: int, at: datetime, rows: _Afternoon) -> tuple[object, ...]:
        """Who recorded it, on which device of theirs, as its how-manieth event, when."""
        rows.device_numbers[person_id] += 1
        seconds = int(at.timestamp())
        number = seconds * 1000 + rows.device_numbers[person_id] % 1000
        return (person_id, UUID(int=person_id, version=4), number, at, at)

    def _uuid(self) -> UUID:
        return UUID(int=self.chance.getrandbits(128), version=4)

    def _write(self, rows: _Afternoon) -> None:
        school = self.school_id
        bulk.copy(
            Absence,
            ("id", "school_id", "pupil_id", "day", "reason", "reported_by_id", "reported_at"),
            rows.absences,
        )
        bulk.copy(
            Event,
            (
                *("id", "school_id", "pupil_id", "day", "kind", "previous_id", "previous_kind"),
                *("number", "from_holder_id", "to_holder_id", "to_kind", "duty_id"),
                *("guardianship_id", "identified_by", "recorded_by_id", "device"),
                *("device_number", "device_time", "received_at", "stream"),
                *("case_number", "reason"),
            ),
            ((*row, "care", "", "") for row in rows.events),
        )
        ids = bulk.reserve_ids(RollCall, len(rows.roll_calls))
        bulk.copy(
            RollCall,
            ("id", "school_id", "key", "group_id", "duty_id", "day", "called_by_id", "called_at"),
            ((i, school, *row) for i, row in zip(ids, rows.roll_calls, strict=True)),
        )
        bulk.copy(
            Attendance,
            (
                *("school_id", "roll_call_id", "pupil_id", "day", "state", "absence_id"),
                *("recorded_by_id", "recorded_at"),
            ),
            ((school, ids[roll], *line) for roll, line in rows.lines),
        )
