from django.http import HttpResponse
from django.shortcuts import render

from kehou.custody.queries import held_by
from kehou.ordinance.roles import Role
from kehou.platform.clock import city_day, now
from kehou.platform.http import ActingRequest, open_to


@open_to(Role.STAFF, clause="7.3.a")
def release(request: ActingRequest) -> HttpResponse:
    """The children in one's own hands, to be let go one by one (7.3.a)."""
    held = held_by(request.actor, city_day(now()))
    return render(request, "custody/release.html", {"held": list(held)})
