from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kehou.custody.queries import AfternoonCount, counts_of
from kehou.ordinance.roles import Role
from kehou.platform.clock import city_day, now
from kehou.platform.http import ActingRequest, open_to
from kehou.platform.workbook.exports import Listing, export_answer, is_export
from kehou.schools.queries import schools

SCHOOLS_ON_A_PAGE = 50
STATES = {True: pgettext_lazy("day", "closed"), False: pgettext_lazy("day", "open")}
LISTING: Listing[AfternoonCount] = Listing(
    _("Afternoons of the schools"),
    (
        (_("School"), lambda count: count.school.name),
        (_("Rolls called"), lambda count: count.rolls),
        (_("In the building"), lambda count: count.here),
        (_("Have left"), lambda count: count.gone),
        (pgettext_lazy("day", "State"), lambda count: str(STATES[count.is_closed])),
    ),
)


@open_to(Role.DISTRICT_REVIEWER, Role.CITY_BUREAU, Role.AUDITOR, clause="7.3.a")
def afternoons(request: ActingRequest) -> HttpResponse:
    """The afternoons of the schools in reach, in numbers: no child has a name here (7.3.a)."""
    reads = request.actor.reads
    in_reach = schools() if reads.whole_city else schools().filter(pk__in=reads.schools)
    day = city_day(now())
    if is_export(request):
        return export_answer("afternoons", LISTING.of(counts_of(in_reach, day)))
    shown = Paginator(in_reach, SCHOOLS_ON_A_PAGE).get_page(request.GET.get("page"))
    page = {"day": day, "page": shown, "counts": counts_of(shown.object_list, day)}
    return render(request, "custody/afternoons.html", page)
