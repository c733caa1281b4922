from django.http import HttpResponse
from django.shortcuts import render

from kehou.enrolment.queries import terms_with_windows
from kehou.ordinance.roles import Role
from kehou.platform.clock import now
from kehou.platform.http import ActingRequest, open_to


@open_to(Role.OFFICE, Role.PRINCIPAL, clause="7.2.b")
def windows(request: ActingRequest) -> HttpResponse:
    """The terms that are not over, each with the school's window or the way to open it (7.2.b)."""
    page = {"lines": terms_with_windows(request.actor, at=now())}
    return render(request, "enrolment/windows.html", page)
