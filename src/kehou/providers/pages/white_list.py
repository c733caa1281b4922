from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from kehou.platform.clock import city_day, now
from kehou.platform.http import ActingRequest, open_to
from kehou.platform.paper.answers import is_on_paper, paper_answer
from kehou.platform.workbook.exports import Listing, export_answer, is_export
from kehou.providers.permissions import READ_WHITE_LIST
from kehou.providers.queries import Listed, white_list_of
from kehou.schools.queries import district_of

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
    """Whom the district has admitted, who may serve today; printed as well (4.2, 5.2.a)."""
    listed = white_list_of(request.actor, on=city_day(now()))
    if is_export(request):
        return export_answer("white-list", LISTING.of(listed))
    district = district_of(request.actor)
    if is_on_paper(request):
        return paper_answer(
            "white-list", "providers/white_list", _on_paper(district.name, listed, city_day(now()))
        )
    page = {"listed": listed, "district": district}
    return render(request, "providers/white_list.html", page)


def _on_paper(district: str, listed: list[Listed], day: date) -> dict[str, object]:
    return {
        "district": district,
        "day": day,
        "institutions": [
            {
                "name": one.version.name,
                "code": one.admission.institution.code,
                "courses": "、".join(one.version.courses),
                "admitted_on": one.admission.decided_at and city_day(one.admission.decided_at),
                "may_serve": not one.against,
            }
            for one in listed
        ],
    }
