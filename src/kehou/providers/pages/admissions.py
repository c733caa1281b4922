from django.http import HttpResponse
from django.shortcuts import render

from kehou.ordinance.roles import Role
from kehou.platform.clock import now
from kehou.platform.http import ActingRequest, open_to
from kehou.providers.queries import waiting_admissions


@open_to(Role.DISTRICT_REVIEWER, clause="5.2.a")
def admissions(request: ActingRequest) -> HttpResponse:
    """The institutions that wait for this district, the longest waiting first (5.2.a)."""
    page = {"waiting": waiting_admissions(request.actor, at=now())}
    return render(request, "providers/admissions.html", page)
