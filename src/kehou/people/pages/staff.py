"""The staff as a list."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from kehou.ordinance.roles import Role
from kehou.people.permissions import KEEP_ROLL
from kehou.people.queries.staff import staff_in_service
from kehou.platform.http import ActingRequest, open_to

STAFF_A_PAGE = 50


@open_to(Role.OFFICE, Role.PRINCIPAL, Role.SAFETY_OFFICER, clause="7.1.b")
def staff(request: ActingRequest) -> HttpResponse:
    """Everybody who can be a caretaker, with subjects and the day of the last vetting."""
    page = Paginator(staff_in_service(request.actor), STAFF_A_PAGE)
    context = {
        "page": page.get_page(request.GET.get("page")),
        "keeps_roll": request.actor.role in KEEP_ROLL,
    }
    return render(request, "people/staff.html", context)
