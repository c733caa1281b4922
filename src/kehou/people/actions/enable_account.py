from datetime import datetime

from django.db import transaction

from kehou.people.models import Account
from kehou.people.permissions import may_look_after
from kehou.platform import locks
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.permissions import authorise


@transaction.atomic
def enable_account(*, actor: Actor, at: datetime, account: Account) -> None:
    """Let somebody in again whose account was disabled, by the password they have (7.1.a)."""
    authorise(actor, may_look_after, account.person)
    locks.hold("people.account", account.person_id)
    Account.objects.filter(pk=account.pk).update(is_active=True)
    journal.record("people.account_enabled", account, actor=actor, at=at)
