from datetime import datetime

from django.db import transaction

from kehou.governance.models import Filing, FilingAnswer
from kehou.governance.permissions import may_answer
from kehou.kernel.explained import refuse
from kehou.platform import locks
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.permissions import authorise


@transaction.atomic
def answer_filing(
    *,
    actor: Actor,
    at: datetime,
    filing: Filing,
    outcome: str,
    remarks: str = "",
) -> FilingAnswer:
    """Acknowledge what a school filed, or return it with remarks; never edit it (2.1, 7.2.a)."""
    authorise(actor, may_answer, filing)
    locks.hold("governance.filing", filing.pk)
    if FilingAnswer.objects.filter(filing=filing).exists():
        raise refuse("filing_is_answered_once", "2.1")
    if outcome == FilingAnswer.Outcome.RETURNED and not remarks.strip():
        raise refuse("returned_filing_says_why", "2.1")

    answer = FilingAnswer.objects.create(
        school_id=filing.school_id,
        filing=filing,
        outcome=outcome,
        remarks=remarks.strip(),
        answered_by_id=actor.somebody,
        answered_at=at,
    )
    detail = {"version": filing.version_id, "outcome": outcome}
    journal.record("governance.filing_answered", answer, actor=actor, at=at, detail=detail)
    return answer
