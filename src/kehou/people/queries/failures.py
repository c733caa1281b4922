"""How long somebody waits after wrong answers: counted by name and source, and by source alone.

Never by name alone: then anybody could keep a person out by guessing at their name. Whoever guesses
from many addresses gets one guess from each before the waiting begins there.
"""

from datetime import datetime, timedelta
from math import ceil
from typing import Final

from django.db.models import Count, Max, Q

from kehou.kernel.explained import Reason, Verdict
from kehou.people.core.waiting import Patience
from kehou.people.models import SignInFailure
from kehou.platform.sealed import blind_index

# Older failures are forgotten, and their rows deleted.
REMEMBERED: Final = timedelta(hours=24)
# A person who mistypes has not finished typing again after one second; a machine waits longer
# and longer.
FOR_A_NAME: Final = Patience(free=0, first=timedelta(seconds=1), most=timedelta(minutes=15))
# A school, a whole residential block stand behind one address, and many of them mistype; so it
# looks back a quarter of an hour only, and nobody there waits longer than a minute.
FOR_A_SOURCE: Final = Patience(free=30, first=timedelta(seconds=1), most=timedelta(minutes=1))
SOURCE_LOOKS_BACK: Final = timedelta(minutes=15)


def name_index_of(tried: str) -> bytes:
    """What was tried, a login name or a factor of an account, as a blind index."""
    return blind_index("people.signinfailure.name", tried)


def may_try(*, name_index: bytes, source_index: bytes, at: datetime) -> Verdict:
    """Whether this may be tried from this source by now, or in how many seconds."""
    of_name = Q(name_index=name_index)
    recent = Q(at__gt=at - SOURCE_LOOKS_BACK)
    counted = SignInFailure.objects.filter(
        source_index=source_index, at__gt=at - REMEMBERED
    ).aggregate(
        of_name=Count("pk", filter=of_name),
        last_of_name=Max("at", filter=of_name),
        of_source=Count("pk", filter=recent),
        last_of_source=Max("at", filter=recent),
    )
    wait = max(
        FOR_A_NAME.left(counted["of_name"], last=counted["last_of_name"], at=at),
        FOR_A_SOURCE.left(counted["of_source"], last=counted["last_of_source"], at=at),
    )
    if not wait:
        return Verdict()
    return Verdict((Reason("wait_before_trying", facts={"seconds": ceil(wait.total_seconds())}),))
