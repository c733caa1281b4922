"""The district's desk: what waits to be acknowledged, and which schools work without a plan."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from kehou.governance.models import Filing, Version
from kehou.governance.permissions import filings_of, versions_of
from kehou.schools.queries import schools

if TYPE_CHECKING:
    from kehou.platform.actors import Actor
    from kehou.schools.models import School


@dataclass(frozen=True, slots=True)
class WaitingFiling:
    filing: Filing
    days: int


def waiting_filings(actor: "Actor", *, at: datetime) -> list[WaitingFiling]:
    """What waits for the district's answer, the longest waiting first (2.1). One query."""
    waiting = filings_of(actor).filter(answer=None)
    found = waiting.select_related("school", "version__document").order_by("filed_at", "pk")
    return [WaitingFiling(filing, (at - filing.filed_at).days) for filing in found]


def answered_filings(actor: "Actor") -> QuerySet[Filing]:
    """What was answered, the newest answer first."""
    answered = filings_of(actor).exclude(answer=None)
    return answered.select_related("school", "version__document", "answer__answered_by").order_by(
        "-answer__answered_at", "-pk"
    )


def schools_without_plan(actor: "Actor", *, school_year: int) -> "list[School]":
    """The schools in reach that have no plan in force for that school year (7.2.a)."""
    plans = versions_of(actor).filter(
        state=Version.State.IN_FORCE, document__school_year=school_year
    )
    reached = schools() if actor.reads.whole_city else schools().filter(pk__in=actor.reads.schools)
    return list(reached.exclude(pk__in=plans.values("school")))
