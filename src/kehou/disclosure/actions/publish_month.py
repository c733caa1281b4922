"""Signing a draft, which makes it public."""

from datetime import datetime

from django.db import transaction

from kehou.disclosure.models import Publication
from kehou.disclosure.permissions import may_publish
from kehou.funds.core.months import told_month
from kehou.funds.queries import settlement_of_month
from kehou.kernel.explained import refuse
from kehou.platform import locks
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.errors import Conflict
from kehou.platform.permissions import authorise


@transaction.atomic
def publish_month(
    *, actor: Actor, at: datetime, publication: Publication, content_hash: str
) -> Publication:
    """Publish a draft as the second person (6.3.d).

    The signature is for the content that was read: `content_hash` is the one shown on the page.
    Figures that the school has corrected since are not made public any more.
    """
    authorise(actor, may_publish, publication)
    locks.hold("disclosure.month", publication.school_id, publication.month.isoformat())
    publication.refresh_from_db()
    if publication.published_at is not None or publication.content_hash != content_hash:
        raise Conflict("publication")
    if publication.drafted_by_id == actor.person_id:
        raise refuse("publication_is_signed_by_a_second_person", "6.3.d")
    newest = settlement_of_month(school_id=publication.school_id, month=publication.month)
    if newest is None or newest.version != publication.figures["settlement"]:
        raise refuse("draft_is_outdated", "6.3.d", month=told_month(publication.month))

    publication.published_by_id = actor.person_id
    publication.published_at = at
    publication.save(update_fields=["published_by", "published_at"])
    detail = {"month": publication.month, "content": content_hash}
    journal.record("disclosure.month_published", publication, actor=actor, at=at, detail=detail)
    return publication
