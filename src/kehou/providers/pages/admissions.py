from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from kehou.ordinance.roles import Role
from kehou.platform.clock import now
from kehou.platform.http import ActingRequest, open_to
from kehou.platform.workbook.exports import Listing, export_answer, is_export
from kehou.providers.queries import Waiting, waiting_admissions

LISTING: Listing[Waiting] = Listing(
    _("Institutions that wait for you"),
    (
        (_("Institution"), lambda row: row.version.name),
        (_("Waiting"), lambda row: row.days),
    ),
)


@open_to(Role.DISTRICT_REVIEWER, clause="5.2.a")
def admissions(request: ActingRequest) -> HttpResponse:
    """The institutions that wait for this district, the longest waiting first (5.2.a)."""
    waiting = waiting_admissions(request.actor, at=now())
    if is_export(request):
        return export_answer("admissions", LISTING.of(waiting))
    page = {"waiting": waiting}
    return render(request, "providers/admissions.html", page)
