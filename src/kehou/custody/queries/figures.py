"""The attendance archive in figures, for whoever settles or publishes (6.3.c, 7.2.b)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from kehou.custody.models import Attendance, DayClosing

THERE = (Attendance.State.PRESENT, Attendance.State.LATE)


@dataclass(frozen=True, slots=True)
class ArchiveFigures:
    """What the archive says of one school from one day to another, both included.

    `attended` and `held` count sessions by pupil, `attended_on` by day. `fingerprint` is the
    SHA-256 of every closed day and every line, so that a figure can be bound to the archive it was
    counted from.
    """

    attended: dict[int, int]
    held: dict[int, int]
    attended_on: dict[date, int]
    closed_days: tuple[date, ...]
    fingerprint: str

    def closed_since(self, first: date) -> int:
        """How many days were closed from this day on."""
        return sum(day >= first for day in self.closed_days)

    def attendances_since(self, first: date) -> int:
        """How many sessions were attended from this day on, all pupils together."""
        return sum(count for day, count in self.attended_on.items() if day >= first)


def archive_figures(*, school_id: int, first: date, last: date) -> ArchiveFigures:
    """Count the archive of the days that are closed; an open day is not yet history.

    A line that was corrected counts as what it was corrected to.
    """
    closings = DayClosing.objects.filter(school_id=school_id, day__range=(first, last))
    closed = tuple(closings.order_by("day").values_list("day", flat=True))
    lines = (
        Attendance.objects.filter(school_id=school_id, day__in=closed, replaced_by__isnull=True)
        .order_by("day", "roll_call_id", "pupil_id")
        .values_list("day", "roll_call_id", "pupil_id", "state")
    )
    return _counted(lines.iterator(chunk_size=10_000), closed)


def days_left_open(*, school_id: int, first: date, before: date) -> list[date]:
    """The days from the first one on, and before the other, whose rolls were called but not closed.

    What happened on them is not yet history, though the day has gone by (7.3.a).
    """
    called = Attendance.objects.filter(school_id=school_id, day__gte=first, day__lt=before)
    closed = DayClosing.objects.filter(school_id=school_id, day__gte=first, day__lt=before)
    days = called.exclude(day__in=closed.values("day")).order_by("day").distinct()
    return list(days.values_list("day", flat=True))


def months_with_closed_days(*, school_id: int) -> list[date]:
    """The first days of the months in which a school has closed a day, the newest first."""
    closings = DayClosing.objects.filter(school_id=school_id)
    return list(closings.dates("day", "month", order="DESC"))


def _counted(
    lines: Iterable[tuple[date, int, int, str]], closed: tuple[date, ...]
) -> ArchiveFigures:
    attended: Counter[int] = Counter()
    held: Counter[int] = Counter()
    attended_on: Counter[date] = Counter()
    running = sha256("".join(f"{day} closed\n" for day in closed).encode())
    for day, roll_call, pupil, state in lines:
        running.update(f"{day}|{roll_call}|{pupil}|{state}\n".encode())
        held[pupil] += 1
        if state in THERE:
            attended[pupil] += 1
            attended_on[day] += 1
    return ArchiveFigures(
        dict(attended), dict(held), dict(attended_on), closed, running.hexdigest()
    )
