"""What a browser's session remembers of a sign-in, and who acts in a request because of it.

How somebody signed in decides what they may play and for how long. A password opens the seats that
the person was appointed to, for a working day; a code to the phone opens the family's seat, for a
month. Neither opens the other: who finds a teacher's phone must not become a teacher, and who may
hand out a teacher's password must not become the mother of her children.
"""

from dataclasses import astuple, dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from django.contrib.auth import login, logout
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from kehou.ordinance.roles import Role
from kehou.people.models import Account, OneTimeCode
from kehou.people.queries.seats import SeatOf, actor_in, seats_of
from kehou.platform.actors import Actor
from kehou.platform.clock import city_day


class By(StrEnum):
    """How somebody showed who they are."""

    PASSWORD = "password"  # noqa: S105 (a word, not a secret)
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class Lifetime:
    """How long a session lasts without being used, and at most."""

    idle: timedelta
    absolute: timedelta


LIFETIMES: Final = {
    By.PASSWORD: Lifetime(idle=timedelta(minutes=30), absolute=timedelta(hours=12)),
    By.PHONE: Lifetime(idle=timedelta(days=30), absolute=timedelta(days=30)),
}
# A session is written at most this often to remember that it was used.
SEEN_EVERY: Final = timedelta(minutes=1)

# The keys of a session.
SIGNED_IN_BY: Final = "signed_in_by"
SIGNED_IN_AT: Final = "signed_in_at"
SEEN_AT: Final = "seen_at"
SEATS: Final = "seats"
SEAT: Final = "seat"
SECOND_FACTOR: Final = "second_factor_at"
CODE: Final = "code"
NEXT: Final = "next"


@dataclass(frozen=True, slots=True)
class Seating:
    """Who acts in a request, by what name, the seat they took, and every seat they had to choose.

    `taken` stands beside the public as actor while a second factor is still to be shown, or a
    password that somebody handed out to be replaced.
    """

    actor: Actor
    taken: SeatOf | None = None
    seats: tuple[SeatOf, ...] = ()
    name: str = ""


def seating_of(request: HttpRequest, *, at: datetime) -> Seating:
    """Who acts in this request, and in which of their seats; the public in none.

    Somebody who is signed in but plays no role yet is the public with a known person: they may
    choose a seat, show their second factor, sign out. Only the seat taken is looked up; the others
    are remembered for the switch, and looked up when one of them is taken.
    """
    account = account_of(request)
    if account is None:
        return Seating(Actor.public())
    if _is_over(request, at):
        logout(request)
        return Seating(Actor.public())
    _remember_seen(request, at)
    seats = tuple(SeatOf(Role(role), *rest) for role, *rest in request.session[SEATS])
    taken = next((seat for seat in seats if seat.key == request.session.get(SEAT)), None)
    name = account.person.name
    actor = actor_in(taken, account.person, on=city_day(at)) if taken else None
    if taken is None or actor is None:
        return Seating(_nobody_yet(account), None, seats, name)
    if owes_password(request, account) or _lacks_second_factor(request, taken):
        return Seating(_nobody_yet(account), taken, seats, name)
    return Seating(actor, taken, seats, name)


def account_of(request: HttpRequest) -> Account | None:
    """The account that is signed in, in whatever seat or in none; never one that was disabled."""
    account = request.user
    return account if isinstance(account, Account) and account.is_active else None


def begin(request: HttpRequest, account: Account, *, by: By, at: datetime) -> None:
    """Start a new session, with a new id, for somebody who showed who they are.

    Of what the browser's session held before, only the page they came for lives on. A person with
    one seat takes it.
    """
    came_for = request.session.get(NEXT, "")
    request.session.flush()
    login(request, account)
    session = request.session
    session[NEXT] = came_for
    session[SIGNED_IN_BY] = by
    session[SIGNED_IN_AT] = session[SEEN_AT] = at.isoformat()
    session.set_expiry(LIFETIMES[by].absolute)
    seats = look_up_seats(request, account, at=at)
    if len(seats) == 1:
        session[SEAT] = seats[0].key


def look_up_seats(request: HttpRequest, account: Account, *, at: datetime) -> list[SeatOf]:
    """The seats that this sign-in opens, asked anew and remembered."""
    seats = [
        seat
        for seat in seats_of(account.person, on=city_day(at))
        if (seat.role is Role.GUARDIAN) == is_by_phone(request)
    ]
    request.session[SEATS] = [astuple(seat) for seat in seats]
    return seats


def is_by_phone(request: HttpRequest) -> bool:
    """Whether somebody signed in with a code to their phone, which opens the family's seat only."""
    return request.session.get(SIGNED_IN_BY) == By.PHONE


def owes_password(request: HttpRequest, account: Account) -> bool:
    """Whether somebody plays no role before they replaced the password that was handed out."""
    return account.one_time_until is not None and not is_by_phone(request)


def sit_down(request: HttpRequest, seat: SeatOf) -> None:
    """Take a seat in this session."""
    request.session[SEAT] = seat.key


def second_factor_was_shown(request: HttpRequest, *, at: datetime) -> None:
    """From here on this session, under a new id, plays roles that need a second factor."""
    request.session.cycle_key()
    request.session[SECOND_FACTOR] = at.isoformat()


def remember_code(request: HttpRequest, code: OneTimeCode) -> None:
    """Only this browser may enter the code."""
    request.session[CODE] = code.pk


def code_of(request: HttpRequest) -> OneTimeCode | None:
    """The code that this browser asked for last, if any."""
    return OneTimeCode.objects.filter(pk=request.session.get(CODE, 0)).first()


def remember_where_to(request: HttpRequest, url: str) -> None:
    """Remember the page that somebody came for, as long as it is one of ours."""
    if url_has_allowed_host_and_scheme(
        url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        request.session[NEXT] = url


def next_step(request: HttpRequest, *, at: datetime) -> str:
    """Where somebody goes who just signed in: to what is still missing, else where they wanted."""
    account = account_of(request)
    if account is not None and owes_password(request, account):
        return reverse("people:change_password")
    taken = seating_of(request, at=at).taken
    if taken is None:
        return reverse("people:switch_seat")
    if _lacks_second_factor(request, taken):
        return reverse("people:show_second_factor")
    url: str = request.session.pop(NEXT, "") or reverse("home")
    return url


def _nobody_yet(account: Account) -> Actor:
    return Actor(role=Role.PUBLIC, person_id=account.person_id)


def _lacks_second_factor(request: HttpRequest, seat: SeatOf) -> bool:
    return seat.needs_second_factor and SECOND_FACTOR not in request.session


def _is_over(request: HttpRequest, at: datetime) -> bool:
    """Whether the session is too old, or was not used for too long."""
    session = request.session
    if SIGNED_IN_BY not in session:
        return True
    lifetime = LIFETIMES[By(session[SIGNED_IN_BY])]
    return (
        at - datetime.fromisoformat(session[SIGNED_IN_AT]) >= lifetime.absolute
        or at - datetime.fromisoformat(session[SEEN_AT]) >= lifetime.idle
    )


def _remember_seen(request: HttpRequest, at: datetime) -> None:
    if at - datetime.fromisoformat(request.session[SEEN_AT]) >= SEEN_EVERY:
        request.session[SEEN_AT] = at.isoformat()
