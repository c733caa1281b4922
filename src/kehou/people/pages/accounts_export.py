"""Accounts and seats as a file."""

from django.http import HttpResponse
from django.utils.translation import get_language, gettext

from kehou.ordinance.roles import APPOINTS
from kehou.ordinance.spoken import listed, role_name
from kehou.people.pages.accounts import STATES, AccountFilter
from kehou.people.queries.seat_holders import Holder, holder_of, holders_of
from kehou.platform.clock import city_day, city_time, now
from kehou.platform.http import ActingRequest, open_to
from kehou.platform.workbook.answers import workbook_answer
from kehou.platform.workbook.writing import write_table


@open_to(*APPOINTS, clause="7.1.a")
def accounts_export(request: ActingRequest) -> HttpResponse:
    """What the list shows; no password is ever in it."""
    sieve = AccountFilter(request.GET, request.actor.role)
    language = get_language() or "zh-hans"
    rows = [
        _row(holder_of(person), language) for person in holders_of(request.actor, **sieve.asked())
    ]
    titles = (
        *(gettext("Name"), gettext("Login name"), gettext("Roles"), gettext("Account")),
        *(gettext("Last sign-in"), gettext("Second factor")),
    )
    content = write_table(gettext("Accounts"), titles, rows, language)
    return workbook_answer(content, f"accounts-{city_day(now()):%Y%m%d}")


def _row(holder: Holder, language: str) -> tuple[str, ...]:
    account = holder.account
    places = (
        (role_name(s.role, language), str(s.school or s.district or "")) for s in holder.seats
    )
    seen = account.signed_in_at if account else None
    return (
        holder.person.name,
        (account.login_name or "") if account else "",
        listed([f"{role} {place}".strip() for role, place in places], language),
        str(STATES[holder.state]),
        f"{city_time(seen):%Y-%m-%d %H:%M}" if seen else "",
        gettext("set up") if holder.has_second_factor else gettext("not yet"),
    )
