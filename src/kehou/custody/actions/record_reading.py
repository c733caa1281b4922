from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from kehou.custody.permissions import may_read_board, may_read_chain
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.permissions import authorise

if TYPE_CHECKING:
    from kehou.people.models import Pupil
    from kehou.schools.models import School


@transaction.atomic
def record_reading(
    *, actor: Actor, at: datetime, school: "School", page: str, pupil: "Pupil | None" = None
) -> None:
    """Write down that somebody looked at where children were, and with whom (7.3.a).

    One entry for one look: at the day of one child, or at the whole board of a school.
    """
    detail = {"page": page}
    if pupil is None:
        authorise(actor, may_read_board, school)
        journal.record("custody.board_read", school, actor=actor, at=at, detail=detail)
    else:
        authorise(actor, may_read_chain, pupil)
        journal.record("custody.chain_read", pupil, actor=actor, at=at, detail=detail)
