"""Calendar months, in which the fund is settled and told."""

from calendar import monthrange
from datetime import date

from kehou.ordinance.bilingual import Bilingual
from kehou.ordinance.spoken import MONTHS


def last_day_of(month: date) -> date:
    """The last day of the month that begins on this day."""
    return month.replace(day=monthrange(month.year, month.month)[1])


def told_month(month: date) -> Bilingual:
    """A month as people say it: 2026年10月, October 2026."""
    return Bilingual(f"{month.year}年{month.month}月", f"{MONTHS[month.month - 1]} {month.year}")
