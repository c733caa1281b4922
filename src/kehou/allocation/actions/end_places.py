"""Ending the places of a child that left."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest

from kehou.allocation.models import Draw, Place
from kehou.allocation.permissions import may_end_places
from kehou.platform import locks
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.permissions import authorise


@transaction.atomic
def end_places(*, actor: Actor, at: datetime, draw: Draw, pupil_id: int, until: date) -> int:
    """End the places that a draw gave a child, from a day on, and tell how many (2.3.c).

    Told twice, the second time ends nothing. A place that would only have begun later never does.
    """
    authorise(actor, may_end_places, draw.school_id)
    locks.hold("allocation.draw", draw.window_id)
    places = Place.objects.filter(group__draw=draw, pupil_id=pupil_id, until__isnull=True)
    ended = places.update(until=Greatest(F("first_day"), until))
    detail = {"pupil": pupil_id, "until": until, "places": ended}
    journal.record("allocation.places_ended", draw, actor=actor, at=at, detail=detail)
    return ended
