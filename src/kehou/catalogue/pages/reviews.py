from django.http import HttpResponse
from django.shortcuts import render

from kehou.catalogue.queries import waiting_for
from kehou.ordinance.roles import Role
from kehou.platform.clock import now
from kehou.platform.http import ActingRequest, open_to


@open_to(Role.PRINCIPAL, Role.DISTRICT_REVIEWER, clause="5.4.b")
def reviews(request: ActingRequest) -> HttpResponse:
    """What waits for this reviewer, the longest waiting first (2.3.b, 5.4.b)."""
    page = {"waiting": waiting_for(request.actor, at=now())}
    return render(request, "catalogue/reviews.html", page)
