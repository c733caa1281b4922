"""Guardians behind a phone number, and how long to wait for another code to it."""

from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Count, Max, Q

from kehou.people.core.waiting import Patience
from kehou.people.models import Account, OneTimeCode, Person
from kehou.people.permissions import guardians
from kehou.people.queries.visitors import Visitor
from kehou.platform import reach
from kehou.platform.sealed import blind_index

GOOD_FOR: Final = timedelta(minutes=5)
TRIES: Final = 5
REMEMBERED: Final = timedelta(hours=24)
FOR_A_PHONE: Final = Patience(free=0, first=timedelta(seconds=60), most=timedelta(minutes=15))
# A community's Wi-Fi on the evening the applications open; see `failures.FOR_A_SOURCE`.
FOR_A_SOURCE: Final = Patience(free=60, first=timedelta(seconds=5), most=timedelta(minutes=1))
SOURCE_LOOKS_BACK: Final = timedelta(minutes=15)


def phone_index_of(phone: str) -> bytes:
    return blind_index("people.person.phone", phone)


def code_hash(phone_index: bytes, digits: str) -> bytes:
    """Digits as they are kept: nobody without the key can try out all million of them."""
    return blind_index("people.onetimecode.code", f"{phone_index.hex()}|{digits}")


def guardians_behind(phone_index: bytes, *, on: date) -> list[Person]:
    """Everybody who is a guardian on that day and has this phone number, by name."""
    with reach.everywhere():
        there = Person.objects.filter(
            phone_index=phone_index, pk__in=guardians(on).values("person")
        )
        return list(there.exclude(account__is_active=False))


def knows_phone(visitor: Visitor, phone_index: bytes) -> bool:
    """Whether somebody with this phone number was signed in on the visitor's device."""
    return (
        bool(visitor.accounts)
        and Account.objects.filter(
            pk__in=visitor.accounts, person__phone_index=phone_index
        ).exists()
    )


def wait_for_a_code(
    *, phone_index: bytes, source_index: bytes, knows: bool, at: datetime
) -> timedelta:
    """How long to wait before another code may be sent to this phone.

    A known device is counted by itself; everybody else who asks for codes to this phone together,
    or somebody with many addresses could have it ring all night. A code that was used is forgiven.
    """
    asked = OneTimeCode.objects.filter(sent_at__gt=at - REMEMBERED)
    from_here = Q(source_index=source_index)
    to_phone = Q(phone_index=phone_index) & (from_here if knows else Q())
    unused = asked.filter(to_phone, used_at__isnull=True)
    for_phone = unused.aggregate(times=Count("pk"), last=Max("sent_at"))
    for_source = asked.filter(from_here, sent_at__gt=at - SOURCE_LOOKS_BACK).aggregate(
        times=Count("pk"), last=Max("sent_at")
    )
    return max(
        FOR_A_PHONE.left(for_phone["times"], last=for_phone["last"], at=at),
        FOR_A_SOURCE.left(for_source["times"], last=for_source["last"], at=at),
    )
