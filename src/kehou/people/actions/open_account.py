from datetime import datetime

from django.db import transaction

from kehou.kernel.explained import refuse
from kehou.people.core.codes import new_password
from kehou.people.models import Account, Person
from kehou.people.permissions import may_look_after
from kehou.people.queries.accounts import ONE_TIME_GOOD_FOR, OneTimePassword, plain_login_name
from kehou.platform import locks
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.permissions import authorise


@transaction.atomic
def open_account(*, actor: Actor, at: datetime, person: Person, login_name: str) -> OneTimePassword:
    """Give somebody who holds a seat a login name and a first password, told once (7.1.a, 7.1.b).

    Who signs in as a guardian already keeps that account; the password opens none of its family.
    """
    authorise(actor, may_look_after, person)
    name = plain_login_name(login_name)
    locks.hold("people.account", person.pk)
    locks.hold("people.login_name", name)
    if Account.objects.filter(login_name=name).exists():
        raise refuse("login_name_is_taken", login_name=name)
    account = Account.objects.filter(person=person).first() or Account(person=person)
    if account.login_name is not None:
        raise refuse("account_is_open_already")

    password = new_password()
    account.login_name = name
    account.set_password(password)
    account.one_time_until = at + ONE_TIME_GOOD_FOR
    account.save()
    journal.record("people.account_opened", account, actor=actor, at=at)
    return OneTimePassword(account, password)
