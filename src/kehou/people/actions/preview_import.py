"""Handing in a workbook and being shown what it would do."""

from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from django.db import transaction

from kehou.people.models import RollImport
from kehou.people.permissions import may_keep_roll
from kehou.people.queries.import_plans import outcome_of, plan_of, sealed_content
from kehou.platform import locks
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.clock import city_day
from kehou.platform.permissions import authorise

if TYPE_CHECKING:
    from kehou.schools.models import School

FILE_NAME_CHARACTERS_MAX = 200


@transaction.atomic
def preview_import(
    *, actor: Actor, at: datetime, school: "School", kind: str, file_name: str, content: bytes
) -> RollImport:
    """Read a workbook in full and keep what it would do; nothing else is written (3.1).

    A file that cannot be read is kept too, with the one fault that says why, so that whoever
    handed it in finds the same page in any case. It takes the place of an earlier one of its kind
    that still waits: two previews of one roll would contradict each other.
    """
    authorise(actor, may_keep_roll, school)
    locks.hold("people.imports", school.pk)
    summary = plan_of(kind, school, content, on=city_day(at)).summary()
    RollImport.objects.filter(school=school, kind=kind, state=RollImport.State.PREVIEWED).update(
        state=RollImport.State.DISCARDED, content_sealed=None, outcome={}, settled_at=at
    )
    handed_in = RollImport(
        school=school,
        kind=kind,
        file_name=file_name[:FILE_NAME_CHARACTERS_MAX],
        content_hash=sha256(content).hexdigest(),
        handed_in_by_id=actor.somebody,
        handed_in_at=at,
        state=RollImport.State.PREVIEWED,
        outcome=outcome_of(summary),
    )
    handed_in.content_sealed = sealed_content(handed_in, content)
    handed_in.save()
    detail = {"kind": kind, **summary.counts()}
    journal.record("people.import_previewed", handed_in, actor=actor, at=at, detail=detail)
    return handed_in
