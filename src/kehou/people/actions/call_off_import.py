"""Taking back the decision to carry out a long workbook."""

from datetime import datetime

from django.db import transaction

from kehou.kernel.explained import refuse
from kehou.people.models import RollImport
from kehou.people.permissions import may_settle_import
from kehou.people.queries.import_progress import is_worked_on
from kehou.platform import locks
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.permissions import authorise


@transaction.atomic
def call_off_import(*, actor: Actor, at: datetime, handed_in: RollImport) -> None:
    """Let a workbook wait for a decision again whose turn has not come, or whose work broke off.

    No clause: what is broken off has written nothing (one transaction), so nothing is undone.
    """
    authorise(actor, may_settle_import, handed_in)
    if is_worked_on(handed_in):
        raise refuse("import_is_being_applied")
    locks.hold("people.imports", handed_in.school_id)
    handed_in.refresh_from_db()
    if handed_in.state != RollImport.State.APPLYING:
        raise refuse("import_settled_already")
    handed_in.state = RollImport.State.PREVIEWED
    handed_in.decided_at = None
    handed_in.save(update_fields=["state", "decided_at"])
    journal.record("people.import_called_off", handed_in, actor=actor, at=at)
