"""Writing into the journal, inside the transaction of the act itself."""

from collections.abc import Mapping
from contextlib import nullcontext
from datetime import datetime

from django.db import connection
from django.db.models import Model

from kehou.platform import reach
from kehou.platform.actors import Actor
from kehou.platform.models import JournalEntry


def record(
    act: str,
    subject: Model,
    *,
    actor: Actor,
    at: datetime,
    grounds: str = "",
    detail: Mapping[str, object] | None = None,
) -> None:
    """Write down an act (`context.past_participle`). Ids, not names, in `detail`.

    `RuntimeError` outside a transaction: an entry without its act, or the reverse, is a lie.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"{act} would be journalled outside the transaction of the act")
    school_id = _school_of(subject)
    # PostgreSQL gives the id of a new row only to who may see it, and an entry about no school is
    # seen by the city alone.
    with reach.everywhere() if school_id is None else nullcontext():
        JournalEntry.objects.create(
            at=at,
            act=act,
            subject_kind=subject._meta.label_lower,
            subject_id=str(subject.pk),
            school_id=school_id,
            actor_role=actor.role,
            actor_person_id=actor.person_id,
            actor_part=actor.name,
            grounds=grounds,
            detail=dict(detail or {}),
        )


def _school_of(subject: Model) -> int | None:
    if subject._meta.label_lower == "schools.school":
        return int(subject.pk)
    school_id: int | None = getattr(subject, "school_id", None)
    return school_id
