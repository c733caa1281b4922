from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from kehou.kernel.explained import refuse
from kehou.people.core.codes import new_password
from kehou.people.core.pinyin import sort_key
from kehou.people.models import Account, Person
from kehou.people.permissions import may_open_representative_account
from kehou.people.queries.accounts import ONE_TIME_GOOD_FOR, account_named, plain_login_name
from kehou.people.queries.seats import sits_or_is_on_staff
from kehou.platform import locks
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.clock import city_day
from kehou.platform.permissions import authorise


@dataclass(frozen=True, slots=True)
class OpenedAccount:
    """An account, and its first password where it was opened just now ("" otherwise).

    The password is told once, on the page of whoever opened it; here only its hash is kept.
    """

    account: Account
    password: str = field(default="", repr=False)


@transaction.atomic
def open_representative_account(
    *, actor: Actor, at: datetime, name: str, login_name: str
) -> OpenedAccount:
    """Open the account of somebody who speaks for an institution, if they have none (4.2).

    One person may speak for two institutions and keeps one account. A login name that belongs to
    somebody of another name is refused: nobody is seated by a slip of the pen. So is whoever is
    on a staff or holds a seat: staff are not attached to institutions (5.1.b), and their password
    is handed out by people who have no say about an institution.
    """
    login_name = plain_login_name(login_name)
    authorise(actor, may_open_representative_account, login_name)
    locks.hold("people.login_name", login_name)
    known = account_named(login_name)
    if known is not None:
        if known.person.name != name or not known.is_active:
            raise refuse("login_name_is_of_another", login_name=login_name)
        locks.hold("people.seats", known.person_id)
        if sits_or_is_on_staff(known.person, on=city_day(at)):
            raise refuse("representative_holds_no_other_seat", "5.1.b")
        return OpenedAccount(known)

    password = new_password()
    person = Person.objects.create(name=name, sort_key=sort_key(name))
    account = Account(person=person, login_name=login_name)
    account.set_password(password)
    account.one_time_until = at + ONE_TIME_GOOD_FOR
    account.save()
    journal.record("people.representative_account_opened", account, actor=actor, at=at)
    return OpenedAccount(account, password)
