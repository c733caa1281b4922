from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from kehou.custody.queries import counts_of
from kehou.ordinance.roles import Role
from kehou.platform.clock import city_day, now
from kehou.platform.http import ActingRequest, open_to
from kehou.schools.queries import schools

SCHOOLS_ON_A_PAGE = 50


@open_to(Role.DISTRICT_REVIEWER, Role.CITY_BUREAU, Role.AUDITOR, clause="7.3.a")
def afternoons(request: ActingRequest) -> HttpResponse:
    """The afternoons of the schools in reach, in numbers: no child has a name here (7.3.a)."""
    reads = request.actor.reads
    in_reach = schools() if reads.whole_city else schools().filter(pk__in=reads.schools)
    shown = Paginator(in_reach, SCHOOLS_ON_A_PAGE).get_page(request.GET.get("page"))
    day = city_day(now())
    page = {"day": day, "page": shown, "counts": counts_of(shown.object_list, day)}
    return render(request, "custody/afternoons.html", page)
