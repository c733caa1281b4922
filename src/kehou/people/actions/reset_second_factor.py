from datetime import datetime

from django.db import transaction
from django.db.models import F

from kehou.people.models import Account, TimeBasedSecret
from kehou.people.permissions import may_reset_second_factor
from kehou.platform import locks
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.permissions import authorise


@transaction.atomic
def reset_second_factor(*, actor: Actor, at: datetime, account: Account, grounds: str) -> None:
    """Take away somebody's second factor, so that they set up another at the next sign-in (7.1.a).

    For who lost the phone: the district does it for the schools' finance and safety officers, the
    city for principals and for the rest; in person, for nobody here can see who asks. The password
    stays as it is, and whoever hands that out does not do this. Every session of the account ends.
    """
    authorise(actor, may_reset_second_factor, account)
    locks.hold("people.second_factor", account.pk)
    TimeBasedSecret.objects.filter(account=account).delete()
    Account.objects.filter(pk=account.pk).update(session_round=F("session_round") + 1)
    journal.record("people.second_factor_reset", account, actor=actor, at=at, grounds=grounds)
