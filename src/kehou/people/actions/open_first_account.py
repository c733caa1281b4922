from datetime import datetime

from django.db import transaction

from kehou.kernel.explained import refuse
from kehou.ordinance.roles import Role
from kehou.people.core.codes import new_password
from kehou.people.core.pinyin import sort_key
from kehou.people.models import Account, Appointment, Person
from kehou.people.permissions import may_open_first_account
from kehou.people.queries.accounts import ONE_TIME_GOOD_FOR, OneTimePassword, plain_login_name
from kehou.people.queries.heads import city_has_a_head
from kehou.platform import locks
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.clock import city_day
from kehou.platform.permissions import authorise


@transaction.atomic
def open_first_account(
    *, actor: Actor, at: datetime, name: str, login_name: str
) -> OneTimePassword:
    """Appoint the first person of the city bureau, from whom every other seat descends (2.1).

    Refused once there is one who can sign in: then seats are given on pages, by people.
    """
    authorise(actor, may_open_first_account, name)
    chosen = plain_login_name(login_name)
    locks.hold("people.heads", Role.CITY_BUREAU, "", "")
    locks.hold("people.login_name", chosen)
    day = city_day(at)
    if city_has_a_head(on=day):
        raise refuse("city_has_an_account", "2.1")
    if Account.objects.filter(login_name=chosen).exists():
        raise refuse("login_name_is_taken", login_name=chosen)

    person = Person.objects.create(name=name, sort_key=sort_key(name))
    Appointment.objects.create(person=person, role=Role.CITY_BUREAU, first_day=day)
    password = new_password()
    account = Account(person=person, login_name=chosen, one_time_until=at + ONE_TIME_GOOD_FOR)
    account.set_password(password)
    account.save()
    journal.record("people.first_account_opened", account, actor=actor, at=at)
    return OneTimePassword(account, password)
