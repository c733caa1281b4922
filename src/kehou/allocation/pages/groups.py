"""The groups of a school: activity, time, room, children."""

from django.http import HttpResponse
from django.shortcuts import render

from kehou.allocation.permissions import groups_of
from kehou.allocation.queries.draws import groups_with_sizes
from kehou.ordinance.roles import Role
from kehou.platform.clock import city_day, now
from kehou.platform.http import ActingRequest, open_to


@open_to(Role.OFFICE, Role.PRINCIPAL, Role.SAFETY_OFFICER, clause="7.2.b")
def groups(request: ActingRequest) -> HttpResponse:
    """Every group of the published draw by weekday and period, with its number of children."""
    rows = groups_with_sizes(groups_of(request.actor), on=city_day(now()))
    return render(request, "allocation/groups.html", {"weekdays": rows})
