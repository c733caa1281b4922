"""Chapter 8: how long the ordinance holds, and what may still be opened under it."""

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from kehou.kernel.explained import Reason, Verdict
from kehou.ordinance.parameters import Ordinance


def ends_on(ordinance: Ordinance) -> date:
    """The last day on which the version of that day is in force (8.a, 8.b).

    Its years are those set on the day it began: a later setting is for its successors. A
    successor that begins earlier ends it the day before.
    """
    version = ordinance.version
    begun = replace(ordinance, day=version.in_force_from)
    years = begun["ordinance.validity_years"].amount
    until = _months_after(version.in_force_from, 12 * years)
    return min(until, version.superseded_from or until) - timedelta(days=1)


def admissible_opening(ordinance: Ordinance) -> Verdict:
    """Whether anything new may be opened on that day: a plan, a term, a window (8.a).

    What was begun before the last day may be brought to its end after it.
    """
    last_day = ends_on(ordinance)
    if ordinance.day <= last_day:
        return Verdict()
    return Verdict((Reason("ordinance_ended", "8.a", {"last_day": last_day}),))


def notice_of_end(ordinance: Ordinance) -> Reason | None:
    """What the city is told as the end nears, or has passed, and no successor follows on (8.a)."""
    last_day = ends_on(ordinance)
    first_day_without = last_day + timedelta(days=1)
    warning = ordinance["ordinance.warning_months"]
    if ordinance.day > last_day:
        return Reason("ordinance_ended", "8.a", {"last_day": last_day})
    if ordinance.version.superseded_from == first_day_without:
        return None
    if ordinance.day < _months_after(first_day_without, -warning.amount):
        return None
    return Reason("ordinance_ends_soon", warning.clause, {"last_day": last_day})


def _months_after(day: date, months: int) -> date:
    """The same day of the month so many months on, or the last one of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
