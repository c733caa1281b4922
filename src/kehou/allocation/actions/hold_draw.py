"""Holding the draw of a window, as a preview."""

import json
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from kehou.allocation.core import applications as core
from kehou.allocation.core.allocate import allocate
from kehou.allocation.core.documents import sha256_of, write_input, write_output
from kehou.allocation.core.lottery import seed_of
from kehou.allocation.core.verifier import verify
from kehou.allocation.models import Draw, DrawInput
from kehou.allocation.permissions import may_hold_draw
from kehou.allocation.queries.draws import bound_value_of, draw_of_window, first_draw_with
from kehou.enrolment.queries import seed_share_of
from kehou.kernel.explained import refuse
from kehou.platform import locks
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.permissions import authorise

if TYPE_CHECKING:
    from kehou.enrolment.models import Window

PUBLIC_VALUE_LENGTH = range(6, 121)


@transaction.atomic
def hold_draw(*, actor: Actor, at: datetime, window: "Window", public_value: str) -> Draw:
    """Place every applying pupil, and keep all that is needed to compute it again (7.2.b).

    The seed comes from the school's share, whose hash was published before the window closed, from
    the frozen applications, and from a public value that nobody knew before: so neither the school
    nor a family can choose it. The first preview binds value and seed: held again, because an
    activity or a class changed, the same lots are drawn (ADR 12). An independent check of every
    constraint comes before the preview. A new preview discards the one before; a published draw is
    never held again.
    """
    authorise(actor, may_hold_draw, window.school_id)
    locks.hold("allocation.draw", window.pk)
    if at < window.closes:
        raise refuse("window_not_closed", "7.2.b", closes=window.closes)
    public_value = " ".join(public_value.split())
    if len(public_value) not in PUBLIC_VALUE_LENGTH:
        raise refuse("public_value_missing", "7.2.b")
    earlier = Draw.objects.filter(window=window)
    if earlier.filter(state=Draw.State.PUBLISHED).exists():
        raise refuse("draw_published_already", "7.2.b")
    if bound_value_of(window) not in (None, public_value):
        raise refuse("draw_keeps_its_public_value", "7.2.b")

    asked = _seeded(window, public_value)
    draw_file, result = write_input(asked), write_output(asked, allocate(asked))
    verify(draw_file, result).require()

    earlier.filter(state=Draw.State.PREVIEW).update(state=Draw.State.DISCARDED)
    draw = Draw.objects.create(
        school_id=window.school_id,
        window=window,
        state=Draw.State.PREVIEW,
        seed=asked.seed.hex(),
        public_value=public_value,
        input_hash=sha256_of(draw_file),
        result_hash=sha256_of(result),
        result=json.loads(result),
        drawn_by_id=actor.somebody,
        drawn_at=at,
    )
    DrawInput.objects.create(
        school_id=draw.school_id, draw=draw, input_hash=draw.input_hash, text=draw_file
    )
    detail = {"input": draw.input_hash, "result": draw.result_hash}
    journal.record("allocation.draw_held", draw, actor=actor, at=at, detail=detail)
    return draw


def _seeded(window: "Window", public_value: str) -> core.Draw:
    """What is drawn now, with the seed that this value has had since it was first drawn with."""
    unseeded = draw_of_window(window, seed=b"")
    if first := first_draw_with(window_id=window.pk, public_value=public_value):
        return replace(unseeded, seed=bytes.fromhex(first.seed))
    seed = seed_of(
        secret=seed_share_of(window),
        wishes_sha256=sha256_of(write_input(unseeded)),
        public_value=public_value,
        school=window.school.code,
        term=str(window.term_id),
    )
    return replace(unseeded, seed=seed)
