from django.http import HttpResponse
from django.shortcuts import render

from kehou.platform.clock import city_day, now
from kehou.platform.http import ActingRequest, open_to
from kehou.providers.permissions import READ_WHITE_LIST
from kehou.providers.queries import white_list_of
from kehou.schools.queries import school_of


@open_to(*READ_WHITE_LIST, clause="4.2")
def white_list(request: ActingRequest) -> HttpResponse:
    """Whom the school's district has admitted, and who may serve today (4.2, 5.2.a)."""
    page = {
        "listed": white_list_of(request.actor, on=city_day(now())),
        "district": school_of(request.actor).district,
    }
    return render(request, "providers/white_list.html", page)
