"""Taking the roll away as a file."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from kehou.people.permissions import may_keep_roll
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.permissions import authorise

if TYPE_CHECKING:
    from kehou.schools.models import School


@transaction.atomic
def export_roll(*, actor: Actor, at: datetime, school: "School", pupils: int) -> None:
    """Write down who takes the roll away, and how many pupils are in the file (3.1)."""
    authorise(actor, may_keep_roll, school)
    detail = {"pupils": pupils}
    journal.record("people.roll_exported", school, actor=actor, at=at, detail=detail)
