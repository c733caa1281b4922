from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from kehou.ordinance.roles import Role
from kehou.platform.clock import city_day, now
from kehou.platform.http import ActingRequest, open_to
from kehou.providers.permissions import READ_REGISTER, institutions_of
from kehou.providers.queries import portrait_of


@open_to(*READ_REGISTER, clause="5.2.a")
def institution(request: ActingRequest, institution_id: int) -> HttpResponse:
    """An institution's file, and what a district or the city has to do with it (5.2.a)."""
    actor = request.actor
    found = get_object_or_404(institutions_of(actor), pk=institution_id)
    page = {
        "portrait": portrait_of(actor, found, on=city_day(now())),
        "keeps_register": actor.role is not Role.AUDITOR,
        "may_decide": actor.role is Role.DISTRICT_REVIEWER,
        "may_bar": actor.role is Role.CITY_BUREAU,
    }
    return render(request, "providers/institution.html", page)
