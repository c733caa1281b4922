from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from kehou.governance.permissions import WATCH
from kehou.governance.queries import answered_filings, schools_without_plan, waiting_filings
from kehou.ordinance.roles import Role
from kehou.platform.clock import city_day, now
from kehou.platform.http import ActingRequest, open_to
from kehou.schools.queries import school_year_on

ON_A_PAGE = 50


@open_to(*WATCH, clause="2.1")
def filings(request: ActingRequest) -> HttpResponse:
    """What schools filed and waits, which schools lack a plan, what was answered (2.1, 7.2.a)."""
    actor, at = request.actor, now()
    year = school_year_on(city_day(at))
    context = {
        "waiting": waiting_filings(actor, at=at),
        "without_plan": schools_without_plan(actor, school_year=year),
        "page": Paginator(answered_filings(actor), ON_A_PAGE).get_page(request.GET.get("page")),
        "years": f"{year}–{year + 1}",
        "may_answer": actor.role is Role.DISTRICT_REVIEWER,
    }
    return render(request, "governance/filings.html", context)
