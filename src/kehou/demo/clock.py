"""The afternoon in which the demo city lives.

It is the last class day on or before the day of loading, twenty minutes into the service. A demo
that is started again later goes on in that same afternoon.
"""

import json
from datetime import date, datetime, time, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from kehou.platform.clock import CITY_ZONE, city_day
from kehou.schools.seeding import class_days

AFTERNOON = time(16, 50)
DAYS_LOOKED_BACK = 60


def last_class_day(today: date) -> date:
    """The newest class day on or before today."""
    return class_days(today - timedelta(days=DAYS_LOOKED_BACK), today)[-1]


def day() -> date:
    """The day of this installation's demo, chosen when it was loaded."""
    kept = _file()
    if not kept.exists():
        today = city_day(timezone.now())  # noqa: TID251 (the demo chooses its own clock)
        kept.write_text(json.dumps({"day": last_class_day(today).isoformat()}))
    return date.fromisoformat(json.loads(kept.read_text("utf-8"))["day"])


def shift() -> timedelta:
    """How far the service's clock is moved so that it is that afternoon now."""
    now = timezone.now()  # noqa: TID251 (the demo chooses its own clock)
    return datetime.combine(day(), AFTERNOON, tzinfo=CITY_ZONE) - now


def _file() -> Path:
    return Path(settings.HOME) / "demo.json"
