from django.http import HttpResponse
from django.shortcuts import render

from kehou.ordinance.roles import Role
from kehou.people.queries.accounts import account_lines
from kehou.platform.clock import now
from kehou.platform.http import ActingRequest, open_to


@open_to(Role.PRINCIPAL, Role.DISTRICT_REVIEWER, Role.CITY_BUREAU, clause="7.1.a")
def second_factors(request: ActingRequest) -> HttpResponse:
    """Whose second factor may be reset here, and who has none yet (7.1.a)."""
    accounts = account_lines(request.actor, at=now())
    return render(request, "people/second_factors.html", {"accounts": accounts})
