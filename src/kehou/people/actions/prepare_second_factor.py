from datetime import datetime
from uuid import uuid4

from django.db import transaction

from kehou.kernel.explained import refuse
from kehou.people.core.codes import new_secret
from kehou.people.models import Account, TimeBasedSecret
from kehou.people.permissions import owns
from kehou.people.queries.accounts import SECRET_COLUMN, second_factor_of
from kehou.platform import locks
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.permissions import authorise
from kehou.platform.sealed import seal


@transaction.atomic
def prepare_second_factor(*, actor: Actor, at: datetime, account: Account) -> TimeBasedSecret:
    """Make a secret for somebody's authenticator app; it counts once a code of it was shown.

    No clause: it keeps others from playing the roles that move money or release children.

    One that was shown before is never replaced here: whoever has lost it asks those who may reset
    it. One that was not is given again, so that looking twice shows the same.
    """
    authorise(actor, owns, account)
    locks.hold("people.second_factor", account.pk)
    there = second_factor_of(account)
    if there is not None and there.confirmed_at is not None:
        raise refuse("second_factor_is_set_up")
    if there is not None:
        return there

    key = uuid4()
    made = TimeBasedSecret.objects.create(
        account=account, key=key, secret_sealed=seal(SECRET_COLUMN, key, new_secret())
    )
    journal.record("people.second_factor_prepared", account, actor=actor, at=at)
    return made
