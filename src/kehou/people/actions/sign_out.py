from datetime import datetime

from django.db import transaction

from kehou.people.models import Account
from kehou.people.permissions import owns
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.permissions import authorise


@transaction.atomic
def sign_out(*, actor: Actor, at: datetime, account: Account) -> None:
    """Write down that somebody signed out; the page ends the session.

    No clause: the ordinance says who may do what, not how they show who they are.
    """
    authorise(actor, owns, account)
    journal.record("people.signed_out", account, actor=actor, at=at)
