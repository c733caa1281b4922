"""The one place where the clock is read. Below the entry points everything is told `at`."""

import os
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

CITY_ZONE = ZoneInfo("Asia/Shanghai")

# The demo city and the browser journeys live at a chosen hour of a class day. The shift moves the
# whole service, never a single action, and every page says so while it is not zero.
shift = timedelta(seconds=int(os.environ.get("KEHOU_CLOCK_SHIFT_SECONDS", "0")))


def now() -> datetime:
    return timezone.now() + shift  # noqa: TID251 (the one place)


def city_day(at: datetime) -> date:
    """The calendar day in the city at that moment."""
    return at.astimezone(CITY_ZONE).date()


def city_time(at: datetime) -> datetime:
    """The same moment, told by the clocks of the city."""
    return at.astimezone(CITY_ZONE)
