from django.http import HttpResponse
from django.shortcuts import render

from kehou.ordinance.roles import Role
from kehou.platform.clock import city_day, now
from kehou.platform.http import ActingRequest, open_to
from kehou.providers.queries import districts_to_apply_to, institution_of, portrait_of


@open_to(Role.INSTITUTION, clause="4.2")
def my_institution(request: ActingRequest) -> HttpResponse:
    """The own file, where it stands in each district, and what was remarked (4.2, 5.2.a)."""
    institution, today = institution_of(request.actor), city_day(now())
    page = {
        "portrait": portrait_of(request.actor, institution, on=today),
        "districts": districts_to_apply_to(institution, on=today),
        "is_own": True,
    }
    return render(request, "providers/my_institution.html", page)
