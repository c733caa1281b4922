from datetime import datetime

from django.db import transaction

from kehou.people.models import Account
from kehou.people.permissions import owns
from kehou.platform import locks
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.permissions import authorise


@transaction.atomic
def sign_out_elsewhere(*, actor: Actor, at: datetime, account: Account) -> None:
    """End every session of one's own account; the page keeps the one it was asked from.

    No clause: the ordinance says who may do what, not how they show who they are.
    """
    authorise(actor, owns, account)
    locks.hold("people.account", account.person_id)
    account.refresh_from_db(fields=["session_round"])
    account.session_round += 1
    account.save(update_fields=["session_round"])
    journal.record("people.signed_out_elsewhere", account, actor=actor, at=at)
