from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kehou.custody.actions import close_day, record_reading
from kehou.custody.pages._board import sheets_of
from kehou.custody.queries import afternoon_of
from kehou.kernel.explained import Reason, Refused
from kehou.ordinance.roles import Role
from kehou.platform.clock import city_day, now
from kehou.platform.http import ActingRequest, open_to
from kehou.platform.workbook.exports import export_answer, is_export
from kehou.schools.queries import school_of


@open_to(
    Role.SAFETY_OFFICER,
    Role.PRINCIPAL,
    Role.OFFICE,
    methods=("GET", "POST"),
    clause="7.3.a",
)
def afternoon(request: ActingRequest) -> HttpResponse:
    """Who is in the building and with whom, who is unknown, who has left; the end (7.3.a)."""
    at = now()
    day = city_day(at)
    school = school_of(request.actor)
    against: tuple[Reason, ...] = ()
    if request.method == "POST":
        try:
            close_day(actor=request.actor, at=at, school=school, day=day)
        except Refused as refused:
            against = refused.against
        else:
            messages.success(request, _("The day is closed: zero children in the building."))
            return redirect("custody:afternoon")
    record_reading(actor=request.actor, at=at, school=school, page="afternoon")
    board = afternoon_of(school, day)
    if is_export(request):
        return export_answer("afternoon", *sheets_of(board))
    page = {"afternoon": board, "at": at, "against": against}
    return render(request, "custody/afternoon.html", page, status=422 if against else 200)
