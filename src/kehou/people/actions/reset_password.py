from datetime import datetime

from django.db import transaction
from django.db.models import F

from kehou.kernel.explained import refuse
from kehou.people.core.codes import new_password
from kehou.people.models import Account, TimeBasedSecret
from kehou.people.permissions import may_look_after
from kehou.people.queries.accounts import ONE_TIME_GOOD_FOR, OneTimePassword
from kehou.platform import locks
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.permissions import authorise


@transaction.atomic
def reset_password(
    *, actor: Actor, at: datetime, account: Account, grounds: str
) -> OneTimePassword:
    """Give somebody another password, told once and to be replaced at the next sign-in (7.1.a).

    Only for whom every seat stands below the actor's, or it would be a way into other people's
    roles. Every session of the account ends, and the second factor stays, unless it was never
    shown: then whoever knew the old password may have its secret.
    """
    authorise(actor, may_look_after, account.person)
    locks.hold("people.account", account.person_id)
    if account.login_name is None:
        raise refuse("account_is_not_open")

    password = new_password()
    account.set_password(password)
    account.one_time_until = at + ONE_TIME_GOOD_FOR
    account.session_round = F("session_round") + 1
    account.save(update_fields=["password", "one_time_until", "session_round"])
    locks.hold("people.second_factor", account.pk)
    TimeBasedSecret.objects.filter(account=account, confirmed_at__isnull=True).delete()
    journal.record("people.password_reset", account, actor=actor, at=at, grounds=grounds)
    return OneTimePassword(account, password)
