from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from kehou.kernel.explained import Reason, Verdict
from kehou.platform import locks
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.clock import city_day
from kehou.platform.permissions import authorise
from kehou.providers.models import BlackListing, Institution
from kehou.providers.permissions import may_bar
from kehou.providers.queries.files import is_black_listed


@transaction.atomic
def black_list(
    *, actor: Actor, at: datetime, institution: Institution, until: date | None, grounds: str
) -> BlackListing:
    """Bar an institution from every school of the city, with effect at once (5.2.a).

    `until` is the first day on which it is no longer barred, or None for "until it is lifted".
    """
    authorise(actor, may_bar, institution)
    locks.hold("providers.institution", institution.pk)
    today = city_day(at)
    Verdict(tuple(_against(institution, today, until, grounds))).require()

    listing = BlackListing.objects.create(
        institution=institution,
        during=DateRange(today, until),
        grounds=grounds.strip(),
        listed_by_id=actor.somebody,
        listed_at=at,
    )
    detail = {"black_listing": listing.pk, "until": until}
    journal.record("providers.black_listed", institution, actor=actor, at=at, detail=detail)
    return listing


def _against(
    institution: Institution, today: date, until: date | None, grounds: str
) -> Iterator[Reason]:
    if is_black_listed(institution, on=today):
        yield Reason("institution_is_black_listed_once_at_a_time", "5.2.a")
    if until is not None and until <= today:
        yield Reason("black_listing_ends_after_today", "5.2.a")
    if not grounds.strip():
        yield Reason("black_listing_says_why", "5.2.a")
