from dataclasses import replace
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from kehou.kernel.explained import refuse
from kehou.people.models import Account, OneTimeCode, Person
from kehou.people.permissions import may_sign_in
from kehou.people.queries.phones import GOOD_FOR, guardians_behind
from kehou.platform import locks
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.clock import city_day
from kehou.platform.permissions import authorise


@transaction.atomic
def sign_in_guardian(*, actor: Actor, at: datetime, code: OneTimeCode, person: Person) -> Account:
    """Let a guardian in who entered the code sent to their phone (2.3.c).

    Several persons may share a phone, so it is told which of them; nobody else. Who signs in for
    the first time gets an account, without a name and without a password.
    """
    authorise(actor, may_sign_in, person)
    locks.hold("people.account", person.pk)
    if code.used_at is None or at >= code.used_at + GOOD_FOR:
        raise refuse("code_expired")
    if person not in guardians_behind(bytes(code.phone_index), on=city_day(at)):
        raise refuse("phone_is_not_theirs")

    account = Account.objects.filter(person=person).first()
    if account is None:
        account = Account.objects.create(person=person, password=make_password(None))
    account.signed_in_at = at
    account.save(update_fields=["signed_in_at"])
    now_known = replace(actor, person_id=person.pk)
    journal.record("people.signed_in", account, actor=now_known, at=at, grounds="phone")
    return account
