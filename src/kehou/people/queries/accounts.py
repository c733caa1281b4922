"""Accounts with what belongs to them, for those who look after them."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Prefetch, QuerySet

from kehou.kernel.explained import refuse
from kehou.ordinance.roles import SECOND_FACTOR_ROLES, Role
from kehou.people.models import LOGIN_NAME, Account, Appointment, TimeBasedSecret
from kehou.people.permissions import accounts_of, in_force
from kehou.platform.actors import Actor
from kehou.platform.clock import city_day
from kehou.platform.sealed import unseal

SECRET_COLUMN: Final = "people.timebasedsecret.secret"  # noqa: S105 (the name of a column)

# Long enough for a slip of paper to reach somebody, too short to lie about.
ONE_TIME_GOOD_FOR: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class OneTimePassword:
    """A password on its way to somebody, told once: only its hash is kept."""

    account: Account
    password: str


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One account as those see it who may reset its second factor."""

    account_id: int
    name: str
    login_name: str
    roles: tuple[Role, ...]
    places: tuple[str, ...]
    has_second_factor: bool


def account_named(login_name: str) -> Account | None:
    """The account with this login name, as typed: width, spaces and capitals are forgiven."""
    return Account.objects.filter(login_name=as_login_name(login_name)).first()


def as_login_name(typed: str) -> str:
    return unicodedata.normalize("NFKC", typed).strip().lower()


def plain_login_name(typed: str) -> str:
    """A login name to be given, as everybody can type it; refused when it is not plain."""
    name = as_login_name(typed)
    if not re.fullmatch(LOGIN_NAME, name):
        raise refuse("login_name_is_plain")
    return name


def second_factor_of(account: Account) -> TimeBasedSecret | None:
    """The second factor of an account, confirmed or being set up."""
    return TimeBasedSecret.objects.filter(account=account).first()


def secret_of(second_factor: TimeBasedSecret) -> str:
    return unseal(SECRET_COLUMN, second_factor.key, second_factor.secret_sealed)


def account_lines(actor: Actor, *, at: datetime) -> list[AccountLine]:
    """The accounts whose second factor the actor may reset, by name. Two queries, however many."""
    held = Appointment.objects.filter(in_force(city_day(at)), role__in=SECOND_FACTOR_ROLES)
    held = held.select_related("school", "district")
    return [
        AccountLine(
            account_id=account.pk,
            name=account.person.name,
            login_name=account.login_name or "",
            roles=tuple(Role(a.role) for a in _seats(account)),
            places=tuple(dict.fromkeys(str(a.school or a.district or "") for a in _seats(account))),
            has_second_factor=hasattr(account, "second_factor"),
        )
        for account in _with_roles(accounts_of(actor), held)
    ]


def _seats(account: Account) -> QuerySet[Appointment]:
    return account.person.appointments.all()


def _with_roles(accounts: QuerySet[Account], held: QuerySet[Appointment]) -> QuerySet[Account]:
    return (
        accounts.select_related("person", "second_factor")
        .prefetch_related(Prefetch("person__appointments", queryset=held))
        .order_by("person__sort_key", "pk")
    )
