"""Looking at personal numbers."""

from datetime import datetime

from django.db import transaction

from kehou.people.models import Pupil
from kehou.people.permissions import may_reveal_numbers
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.permissions import authorise


@transaction.atomic
def reveal_numbers(*, actor: Actor, at: datetime, pupil: Pupil) -> None:
    """Write down who looks at a pupil's numbers, before they are shown (7.3.a).

    The page shows them once, in the answer to this; nothing stays open.
    """
    authorise(actor, may_reveal_numbers, pupil)
    journal.record("people.numbers_revealed", pupil, actor=actor, at=at)
