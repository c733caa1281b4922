from django.http import HttpResponse
from django.shortcuts import render

from kehou.ordinance.parameters import Ordinance
from kehou.ordinance.rules.validity import ends_on, notice_of_end
from kehou.platform.clock import city_day, now
from kehou.platform.http import ActingRequest, open_to
from kehou.web.figures import in_force


@open_to(clause="8.a")
def ordinance(request: ActingRequest) -> HttpResponse:
    """The ordinance in force: its clauses, its numbers, and how long it still holds (8.a, 8.b)."""
    today = Ordinance(city_day(now()))
    last_day = ends_on(today)
    text = {
        "version": today.version,
        "figures": in_force(today),
        "last_day": last_day,
        "days_left": max((last_day - today.day).days, 0),
        "notice": notice_of_end(today),
    }
    return render(request, "web/ordinance.html", text)
