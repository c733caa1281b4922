from datetime import datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from kehou.kernel.explained import refuse
from kehou.platform import locks
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.clock import city_day
from kehou.platform.permissions import authorise
from kehou.providers.models import BlackListing
from kehou.providers.permissions import may_bar


@transaction.atomic
def lift_black_listing(
    *, actor: Actor, at: datetime, black_listing: BlackListing, because: str
) -> BlackListing:
    """Take an institution off the black list before its day, and say why (5.2.a).

    White lists stay as they were: it may serve again where it is still listed and its papers hold.
    """
    authorise(actor, may_bar, black_listing.institution)
    locks.hold("providers.institution", black_listing.institution_id)
    black_listing, today = BlackListing.objects.get(pk=black_listing.pk), city_day(at)
    if black_listing.lifted_at is not None or today not in black_listing.during:
        raise refuse("black_listing_is_over", "5.2.a")
    if not because.strip():
        raise refuse("black_listing_is_lifted_with_a_reason", "5.2.a")

    black_listing.during = DateRange(black_listing.during.lower, today)
    black_listing.lifted_by_id, black_listing.lifted_at = actor.somebody, at
    black_listing.lifted_because = because.strip()
    black_listing.save()
    detail = {"black_listing": black_listing.pk}
    journal.record(
        "providers.black_listing_lifted",
        black_listing.institution,
        actor=actor,
        at=at,
        detail=detail,
    )
    return black_listing
