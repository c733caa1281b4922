from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from kehou.enrolment.permissions import windows_of
from kehou.enrolment.queries import numbers_by_class, stand_of
from kehou.ordinance.roles import Role
from kehou.platform.clock import city_day, now
from kehou.platform.http import ActingRequest, open_to


@open_to(Role.OFFICE, Role.PRINCIPAL, clause="7.2.b")
def window(request: ActingRequest, window_id: int) -> HttpResponse:
    """A window with its commitment and the numbers of each class, and nobody's name (2.3.c)."""
    found = get_object_or_404(
        windows_of(request.actor).select_related("school", "term"), pk=window_id
    )
    classes = numbers_by_class(request.actor, found, on=city_day(now()))
    page = {
        "window": found,
        "stand": stand_of(found, at=now()),
        "classes": classes,
        "pupils": sum(line.pupils for line in classes),
        "applied": sum(line.applied for line in classes),
        "withdrawn": sum(line.withdrawn for line in classes),
    }
    return render(request, "enrolment/window.html", page)
