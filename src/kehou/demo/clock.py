"""The afternoon in which the demo city lives.

It is the last class day on or before the day of loading, twenty minutes into the service. A demo
that is started again later goes on in that same afternoon, after the last thing that happened in
it: were time to run backwards, codes already used would be refused, and a child be released before
the roll was called.
"""

from datetime import date, datetime, time, timedelta

from django.db.models import Max
from django.utils import timezone

from kehou.demo import kept
from kehou.platform import reach
from kehou.platform.clock import CITY_ZONE, city_day
from kehou.platform.models import JournalEntry
from kehou.schools.seeding import class_days

AFTERNOON = time(16, 50)
DAYS_LOOKED_BACK = 60
LIFE_OF_A_CODE = timedelta(seconds=30)


def last_class_day(today: date) -> date:
    """The newest class day on or before today."""
    return class_days(today - timedelta(days=DAYS_LOOKED_BACK), today)[-1]


def day() -> date:
    """The day of this installation's demo, chosen when it was loaded."""
    chosen = kept.day()
    if chosen is None:
        today = city_day(timezone.now())  # noqa: TID251 (the demo chooses its own clock)
        chosen = last_class_day(today)
        kept.keep_day(chosen)
    return chosen


def shift() -> timedelta:
    """How far the service's clock is moved so that it is that afternoon now."""
    begins = datetime.combine(day(), AFTERNOON, tzinfo=CITY_ZONE)
    with reach.everywhere():
        newest = JournalEntry.objects.aggregate(at=Max("at"))["at"]
    goes_on = begins if newest is None else max(begins, newest + LIFE_OF_A_CODE)
    return goes_on - timezone.now()  # noqa: TID251 (the demo chooses its own clock)
