"""Drafting what a school makes public of a month."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from kehou.disclosure.core.statement import canonical_text, fingerprint
from kehou.disclosure.models import Publication
from kehou.disclosure.permissions import may_draft
from kehou.funds.core.months import told_month
from kehou.funds.queries import settlement_of_month
from kehou.kernel.explained import refuse
from kehou.platform import locks
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.permissions import authorise

if TYPE_CHECKING:
    from kehou.schools.models import School

TOLD = ("applied", "participants", "service_days", "attendances", "ceiling_fen", "archive_hash")


@transaction.atomic
def draft_publication(*, actor: Actor, at: datetime, school: "School", month: date) -> Publication:
    """Draw a month's statement from its settlement, ready to be signed (6.3.d).

    Every figure comes from the settlement; none can be typed. A settlement drafted before makes
    none: a correction needs a corrected settlement first. The school's code and the month stand
    among the figures, so that the fingerprint is of everything that is said.
    """
    authorise(actor, may_draft, school)
    locks.hold("disclosure.month", school.pk, month.isoformat())
    settlement = settlement_of_month(school_id=school.pk, month=month)
    if settlement is None:
        raise refuse("month_not_settled", "6.3.d", month=told_month(month))
    before = Publication.objects.filter(school=school, month=month)
    if before.filter(figures__settlement=settlement.version).exists():
        raise refuse("month_drafted_already", "6.3.d", month=told_month(month))

    told = {name: getattr(settlement, name) for name in TOLD}
    whose = {"school": school.code, "month": f"{month:%Y-%m}", "settlement": settlement.version}
    publication = Publication.objects.create(
        school=school,
        month=month,
        version=(before.aggregate(newest=Max("version"))["newest"] or 0) + 1,
        figures=whose | told,
        content_hash=fingerprint(canonical_text(whose | told)),
        drafted_by_id=actor.somebody,
        drafted_at=at,
    )
    detail = {"month": month, "version": publication.version}
    journal.record("disclosure.month_drafted", publication, actor=actor, at=at, detail=detail)
    return publication
