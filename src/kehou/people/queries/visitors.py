"""Where somebody at the door comes from: a network address, and perhaps a device we know.

A browser in which an account was signed in carries a signed cookie that says so. It opens nothing;
but wrong guesses made elsewhere do not make its owner wait.
"""

import secrets
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Final

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from kehou.platform.sealed import blind_index

COOKIE: Final = "__Host-kehou-device" if settings.HTTPS else "kehou-device"
COOKIE_AGE: Final = 180 * 24 * 3600
SALT: Final = "kehou.people.device"
# A shared computer of a school remembers so many of its people, the latest ones.
ACCOUNTS_MOST: Final = 12


@dataclass(frozen=True, slots=True)
class Visitor:
    """An address, a device ("" for a new one), and the accounts that were signed in on it."""

    address: str
    device: str = ""
    accounts: tuple[int, ...] = ()

    def source(self, *, knows: bool) -> bytes:
        """The source of what this visitor tries, as a blind index: the device where it counts."""
        return _source(f"device {self.device}" if knows else f"address {self.address}")


def visitor_of(request: HttpRequest) -> Visitor:
    """Who stands at the door, as far as a request tells."""
    address = _network(_address(request))
    try:
        device, *accounts = signing.loads(
            request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=COOKIE_AGE
        )
    except signing.BadSignature:
        return Visitor(address)
    return Visitor(address, device, tuple(accounts))


def remember_device(response: HttpResponse, visitor: Visitor, account_id: int) -> None:
    """Let this browser carry the sign that the account was signed in on it."""
    others = [a for a in visitor.accounts if a != account_id]
    accounts = [*others, account_id][-ACCOUNTS_MOST:]
    carried = [visitor.device or secrets.token_urlsafe(16), *accounts]
    response.set_cookie(
        COOKIE,
        signing.dumps(carried, salt=SALT),
        max_age=COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def account_source(account_id: int) -> bytes:
    """For what is tried only once the password was right: the account, from wherever."""
    return _source(f"account {account_id}")


def _source(text: str) -> bytes:
    return blind_index("people.signinfailure.source", text)


def _address(request: HttpRequest) -> str:
    """Behind a proxy of ours, the address which that proxy saw: the last one it wrote down."""
    if settings.HTTPS:
        forwarded = request.headers.get("X-Forwarded-For", "")
        if forwarded:
            return forwarded.rsplit(",", 1)[-1].strip()
    return str(request.META["REMOTE_ADDR"])


def _network(address: str) -> str:
    """One household or school: nobody could count the addresses that a /64 of IPv6 has."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        return str(ip_network((parsed, 64), strict=False))
    return str(parsed)
