"""Published months of a school, and what waits to be signed."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, QuerySet

from kehou.disclosure.core.statement import canonical_text
from kehou.disclosure.models import Publication
from kehou.disclosure.permissions import publications_of
from kehou.funds.queries import settled_months
from kehou.kernel.money import Money
from kehou.platform.actors import Actor

if TYPE_CHECKING:
    from kehou.schools.models import School


@dataclass(frozen=True, slots=True)
class PublishedMonth:
    """One month as the public sees it. `is_superseded` when a corrected version stands beside.

    `text` is what `content_hash` is the SHA-256 of, to the byte.
    """

    month: date
    version: int
    applied: int
    participants: int
    service_days: int
    attendances: int
    ceiling: Money
    content_hash: str
    text: str
    published_at: datetime | None
    is_superseded: bool


def published_months(school: "School") -> list[PublishedMonth]:
    """Every published version of a school's months, newest first; nothing is taken back."""
    rows = Publication.objects.filter(school=school, published_at__isnull=False)
    months: list[PublishedMonth] = []
    for row in rows.order_by("-month", "-version"):
        figures = row.figures
        months.append(
            PublishedMonth(
                month=row.month,
                version=row.version,
                applied=figures["applied"],
                participants=figures["participants"],
                service_days=figures["service_days"],
                attendances=figures["attendances"],
                ceiling=Money(figures["ceiling_fen"]),
                content_hash=row.content_hash,
                text=canonical_text(figures),
                published_at=row.published_at,
                is_superseded=bool(months) and months[-1].month == row.month,
            )
        )
    return months


def published_text(school: "School", *, month: str, version: int) -> str | None:
    """The exact text of one published statement (month as 2026-09), or None where there is none."""
    statements = Publication.objects.filter(
        school=school, version=version, published_at__isnull=False, figures__month=month
    )
    statement = statements.first()
    return canonical_text(statement.figures) if statement else None


def drafts_of(actor: Actor) -> QuerySet[Publication]:
    """Drafts that wait for a signature in the actor's own school; a newer one puts older aside."""
    newer = Publication.objects.filter(
        school=OuterRef("school"), month=OuterRef("month"), version__gt=OuterRef("version")
    )
    drafts = publications_of(actor).filter(~Exists(newer), published_at__isnull=True)
    return drafts.select_related("school", "drafted_by").order_by("-month", "-version")


def months_to_draft(actor: Actor) -> list[date]:
    """Settled months of which no statement tells: not at all, or not since they were corrected."""
    drafted = set(publications_of(actor).values_list("month", "figures__settlement"))
    return [s.month for s in settled_months(actor) if (s.month, s.version) not in drafted]


def months_to_publish(actor: Actor) -> int:
    """How many settled months in reach the public cannot read as they were settled last (6.3.d)."""
    published = Publication.objects.filter(published_at__isnull=False)
    told = set(published.values_list("school_id", "month", "figures__settlement"))
    settled = settled_months(actor).values_list("school_id", "month", "version")
    return sum(month not in told for month in settled)
