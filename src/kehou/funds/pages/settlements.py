"""The settled months of the schools in reach."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from kehou.funds.permissions import READERS
from kehou.funds.queries import settled_months
from kehou.ordinance.roles import Role
from kehou.platform.http import ActingRequest, open_to

MONTHS_A_PAGE = 20


@open_to(*READERS, clause="6.3.c")
def settlements(request: ActingRequest) -> HttpResponse:
    """Each month in its newest version, and the steps that led to its ceiling."""
    page = Paginator(settled_months(request.actor), MONTHS_A_PAGE)
    context = {
        "page": page.get_page(request.GET.get("page")),
        "may_settle": request.actor.role is Role.SCHOOL_FINANCE,
    }
    return render(request, "funds/settlements.html", context)
