"""Where a guardian's children are placed, and why a wish was not met."""

from django.http import HttpResponse
from django.shortcuts import render

from kehou.allocation.permissions import published_draws_of
from kehou.allocation.queries.draws import children_placed
from kehou.ordinance.roles import Role
from kehou.platform.clock import city_day, now
from kehou.platform.http import ActingRequest, open_to


@open_to(Role.GUARDIAN, clause="7.2.b")
def my_places(request: ActingRequest) -> HttpResponse:
    """Each child's week, and one true sentence for every wish that was not met."""
    children = children_placed(request.actor, on=city_day(now()))
    draws = published_draws_of(request.actor).select_related("window__school", "window__term")
    page = {"children": children, "draws": draws.order_by("-published_at")}
    return render(request, "allocation/my_places.html", page)
