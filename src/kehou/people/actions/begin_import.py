"""Deciding that a long workbook is carried out."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from kehou.kernel.explained import refuse
from kehou.people.events import ImportDecided
from kehou.people.models import RollImport
from kehou.people.permissions import may_settle_import
from kehou.platform import locks, outbox
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.permissions import authorise


@transaction.atomic
def begin_import(
    *,
    actor: Actor,
    at: datetime,
    handed_in: RollImport,
    good_rows_only: bool = False,
    leaving: Collection[int] = (),
) -> None:
    """Leave a long workbook to the background, in the name of whoever decided it (3.1).

    Nothing of it is written yet. Whether it may be is asked when it is, beside what the school has
    then; a refusal brings it back to waiting for a decision, with every reason.
    """
    authorise(actor, may_settle_import, handed_in)
    locks.hold("people.imports", handed_in.school_id)
    handed_in.refresh_from_db()
    if handed_in.state == RollImport.State.APPLYING:
        raise refuse("import_is_being_applied")
    if handed_in.state != RollImport.State.PREVIEWED:
        raise refuse("import_settled_already")
    handed_in.state = RollImport.State.APPLYING
    handed_in.decided_at = at
    handed_in.step, handed_in.rows_done, handed_in.rows_in_all = "", 0, 0
    handed_in.outcome.pop("against", None)
    handed_in.save()
    outbox.put(
        ImportDecided(
            import_id=handed_in.pk,
            person_id=actor.somebody,
            role=actor.role,
            at=at,
            good_rows_only=good_rows_only,
            leaving=sorted(leaving),
        )
    )
    journal.record("people.import_decided", handed_in, actor=actor, at=at)
