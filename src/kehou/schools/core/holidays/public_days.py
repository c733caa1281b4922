"""What the state says of a day: public holiday, make-up work day, or nothing (3.2).

The library `chinesecalendar` holds the yearly notices up to 2026 and raises for later years. For
those a dated file beside this module speaks, and for a year without a file only the days that the
Regulation fixes by the solar calendar. A year whose notice is not known carries a note: the
calendar says what it lacks and never guesses a make-up day.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import chinese_calendar

from kehou.kernel.explained import Reason
from kehou.ordinance.bilingual import Bilingual

FILES = Path(__file__).parent
LAST_SCHOOL_WEEKDAY = 5


@dataclass(frozen=True, slots=True)
class PublicDay:
    """One day that the state has spoken about: off, or worked although it is a weekend."""

    is_off: bool
    festival: Bilingual


@dataclass(frozen=True, slots=True)
class PublicYear:
    """The days of one year, and what is not known of it; None when its notice is known."""

    days: Mapping[date, PublicDay]
    lacks: Bilingual | None = None


@cache
def public_year(year: int) -> PublicYear:
    """All that is known of one year, from the best source there is."""
    try:
        chinese_calendar.get_holiday_detail(date(year, 1, 1))
    except NotImplementedError:
        dated = FILES / f"{year}.toml"
        return read_year(dated if dated.exists() else FILES / "every_year.toml", year)
    return PublicYear(_announced(year))


def read_year(file: Path, year: int) -> PublicYear:
    """One dated file: spans off, spans worked, and what the file itself says that it lacks."""
    written = tomllib.loads(file.read_text("utf-8"))
    days = {
        day: PublicDay(kind == "off", Bilingual(entry["zh"], entry["en"]))
        for kind in ("off", "work")
        for entry in written.get(kind, [])
        for day in _days_of(entry, year)
    }
    certain = Bilingual(written["certain_zh"], written["certain"])
    return PublicYear(days, certain if certain.en else None)


def public_day(day: date) -> PublicDay | None:
    """What the state says of this day, or None where it says nothing."""
    return public_year(day.year).days.get(day)


def lacking(years: Iterable[int]) -> tuple[Reason, ...]:
    """One note for each year whose notice is not wholly known."""
    return tuple(
        Reason("public_holidays_incomplete", "3.2", {"year": year, "certain": certain})
        for year in years
        if (certain := public_year(year).lacks) is not None
    )


def is_working_day(day: date) -> bool:
    """Whether offices work: make-up work days count, public holidays and weekends do not."""
    public = public_day(day)
    return day.isoweekday() <= LAST_SCHOOL_WEEKDAY if public is None else not public.is_off


def working_days_after(day: date, count: int) -> date:
    """The last of `count` working days that begin the day after: how public notices run (5.2.b).

    It belongs to no school and no term: an office counts the state's working days.
    """
    if count < 1:
        raise ValueError(f"count at least one working day, not {count}")
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


def _announced(year: int) -> dict[date, PublicDay]:
    first = date(year, 1, 1)
    days = {}
    for day in (first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)):
        is_off, festival = chinese_calendar.get_holiday_detail(day)
        if festival is not None:
            chinese = chinese_calendar.Holiday(festival).chinese
            days[day] = PublicDay(is_off, Bilingual(chinese, festival))
    return days


def _days_of(entry: Mapping[str, Any], year: int) -> list[date]:
    first = entry["first"] if "first" in entry else date(year, entry["month"], entry["day"])
    return [first + timedelta(days=n) for n in range(entry["days"])]
