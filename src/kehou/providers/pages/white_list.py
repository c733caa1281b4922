from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from kehou.platform.clock import city_day, now
from kehou.platform.http import ActingRequest, open_to
from kehou.platform.workbook.exports import Listing, export_answer, is_export
from kehou.providers.permissions import READ_WHITE_LIST
from kehou.providers.queries import Listed, white_list_of
from kehou.schools.queries import school_of

LISTING: Listing[Listed] = Listing(
    _("White list of institutions"),
    (
        (_("Institution"), lambda one: one.version.name),
        (_("Courses"), lambda one: "、".join(one.version.courses)),
        (_("Teachers"), lambda one: "、".join(t.name for t in one.version.teachers.all())),
        (_("May serve today"), lambda one: str(_("no") if one.against else _("yes"))),
    ),
)


@open_to(*READ_WHITE_LIST, clause="4.2")
def white_list(request: ActingRequest) -> HttpResponse:
    """Whom the school's district has admitted, and who may serve today (4.2, 5.2.a)."""
    listed = white_list_of(request.actor, on=city_day(now()))
    if is_export(request):
        return export_answer("white-list", LISTING.of(listed))
    page = {
        "listed": listed,
        "district": school_of(request.actor).district,
    }
    return render(request, "providers/white_list.html", page)
