"""Taking back the public value that a preview was held with."""

from datetime import datetime

from django.db import transaction

from kehou.allocation.models import Draw, Voiding
from kehou.allocation.permissions import may_void_draw
from kehou.kernel.explained import refuse
from kehou.platform import locks
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.errors import Conflict
from kehou.platform.permissions import authorise

REASON_LENGTH = range(10, 201)


@transaction.atomic
def void_draw(*, actor: Actor, at: datetime, draw: Draw, result_hash: str, reason: str) -> Voiding:
    """Void a preview, so that the window's draw may be held with another public value (7.2.b).

    For a value that was mistyped or is no public one. Everybody who checks the draw later reads
    the reason, beside the result that was voided. A published draw is never voided.
    """
    authorise(actor, may_void_draw, draw)
    locks.hold("allocation.draw", draw.window_id)
    draw.refresh_from_db()
    if draw.state != Draw.State.PREVIEW or draw.result_hash != result_hash:
        raise Conflict("draw")
    reason = " ".join(reason.split())
    if len(reason) not in REASON_LENGTH:
        raise refuse("voiding_says_why", "7.2.b")

    draw.state = Draw.State.DISCARDED
    draw.save(update_fields=["state"])
    voiding = Voiding.objects.create(
        school_id=draw.school_id,
        draw=draw,
        reason=reason,
        voided_by_id=actor.somebody,
        voided_at=at,
    )
    detail = {"public_value": draw.public_value, "result": result_hash}
    journal.record(
        "allocation.draw_voided", draw, actor=actor, at=at, grounds=reason, detail=detail
    )
    return voiding
