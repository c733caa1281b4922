from datetime import datetime

from django.db import transaction
from django.db.models import F

from kehou.kernel.explained import refuse
from kehou.people.models import Account
from kehou.people.permissions import guardians, may_look_after
from kehou.people.queries.heads import hold_heads, refuse_to_lose_the_last
from kehou.people.queries.seats import seats_not_over
from kehou.platform import locks, reach
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.clock import city_day
from kehou.platform.permissions import authorise


@transaction.atomic
def disable_account(*, actor: Actor, at: datetime, account: Account, grounds: str) -> None:
    """Let nobody in by this account any more; every session of it ends at once (7.1.a).

    A guardian's account also opens the door to their own children, which is not a school's to
    close: their seats are ended instead.
    """
    authorise(actor, may_look_after, account.person)
    locks.hold("people.account", account.person_id)
    day = city_day(at)
    seats = seats_not_over(account.person, on=day)
    hold_heads(seats)
    with reach.everywhere():
        if guardians(day).filter(person=account.person_id).exists():
            raise refuse("guardian_keeps_the_family_door")
    for seat in seats:
        refuse_to_lose_the_last(seat, on=day)

    Account.objects.filter(pk=account.pk).update(
        is_active=False, session_round=F("session_round") + 1
    )
    journal.record("people.account_disabled", account, actor=actor, at=at, grounds=grounds)
