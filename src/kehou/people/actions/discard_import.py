"""Throwing a workbook away."""

from datetime import datetime

from django.db import transaction

from kehou.kernel.explained import refuse
from kehou.people.models import RollImport
from kehou.people.permissions import may_settle_import
from kehou.platform import locks
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.permissions import authorise


@transaction.atomic
def discard_import(*, actor: Actor, at: datetime, handed_in: RollImport) -> None:
    """Erase a workbook that waits, and what its preview knew of people.

    No clause: what is not needed is not kept.
    """
    authorise(actor, may_settle_import, handed_in)
    locks.hold("people.imports", handed_in.school_id)
    handed_in.refresh_from_db()
    if handed_in.state == RollImport.State.APPLYING:
        raise refuse("import_is_being_applied")
    if handed_in.state != RollImport.State.PREVIEWED:
        raise refuse("import_settled_already")
    handed_in.state = RollImport.State.DISCARDED
    handed_in.content_sealed = None
    handed_in.outcome = {"counts": handed_in.outcome["counts"]}
    handed_in.settled_at = at
    handed_in.save()
    journal.record("people.import_discarded", handed_in, actor=actor, at=at)
