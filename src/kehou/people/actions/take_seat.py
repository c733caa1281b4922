from datetime import datetime

from django.db import transaction

from kehou.people.models import Account
from kehou.people.permissions import owns
from kehou.people.queries.seats import SeatOf
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.permissions import authorise


@transaction.atomic
def take_seat(*, actor: Actor, at: datetime, account: Account, seat: SeatOf) -> None:
    """Write down that a person went on in another of their roles (7.1.a, 7.1.b).

    The seat itself is remembered by the session, and looked up again at every request.
    """
    authorise(actor, owns, account)
    journal.record("people.seat_taken", account, actor=actor, at=at, detail={"seat": seat.key})
