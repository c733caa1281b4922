from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from kehou.ordinance.bilingual import Bilingual
from kehou.ordinance.roles import PARTS, RESETS_SECOND_FACTOR, Role
from kehou.people.queries.accounts import AccountLine, account_lines
from kehou.platform.clock import now
from kehou.platform.http import ActingRequest, open_to
from kehou.platform.workbook.exports import Listing, export_answer, is_export, spoken_here

LISTING: Listing[AccountLine] = Listing(
    _("Second factors"),
    (
        (_("Name"), lambda account: account.name),
        (_("Login name"), lambda account: account.login_name),
        (_("Place"), lambda account: "、".join(filter(None, account.places))),
        (_("Roles"), lambda account: "、".join(_role(role) for role in account.roles)),
        (_("Second factor"), lambda account: account.has_second_factor),
    ),
)


@open_to(*RESETS_SECOND_FACTOR, clause="7.1.a")
def second_factors(request: ActingRequest) -> HttpResponse:
    """Whose second factor may be reset here, and who has none yet (7.1.a)."""
    accounts = account_lines(request.actor, at=now())
    if is_export(request):
        return export_answer("second-factors", LISTING.of(accounts))
    return render(request, "people/second_factors.html", {"accounts": accounts})


def _role(role: Role) -> str:
    part = PARTS[role]
    return Bilingual(part.zh, part.en).say(spoken_here())
