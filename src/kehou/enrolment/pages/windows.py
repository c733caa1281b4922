from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from kehou.enrolment.queries import Stand, TermLine, terms_with_windows
from kehou.ordinance.roles import Role
from kehou.platform.clock import now
from kehou.platform.http import ActingRequest, open_to
from kehou.platform.workbook.exports import Listing, export_answer, is_export

STANDS = {
    None: _("not set"),
    Stand.AHEAD: _("not open yet"),
    Stand.OPEN: _("open for applications"),
    Stand.CLOSED: _("closed for applications"),
}
LISTING: Listing[TermLine] = Listing(
    _("Application windows"),
    (
        (_("Term"), lambda line: str(line.term)),
        (_("Opens"), lambda line: line.window.opens if line.window else None),
        (_("Closes"), lambda line: line.window.closes if line.window else None),
        (_("State"), lambda line: str(STANDS[line.stand])),
        (_("Applied"), lambda line: line.applied if line.window else None),
    ),
)


@open_to(Role.OFFICE, Role.PRINCIPAL, clause="7.2.b")
def windows(request: ActingRequest) -> HttpResponse:
    """The terms that are not over, each with the school's window or the way to open it (7.2.b)."""
    lines = terms_with_windows(request.actor, at=now())
    if is_export(request):
        return export_answer("windows", LISTING.of(lines))
    return render(request, "enrolment/windows.html", {"lines": lines})
