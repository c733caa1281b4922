from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from kehou.enrolment.permissions import windows_of
from kehou.enrolment.queries import (
    Stand,
    application_standing,
    days_of_wishes,
    draft_of,
    offers_for,
    stand_of,
)
from kehou.ordinance.roles import Role
from kehou.people.permissions import pupils_of
from kehou.platform.clock import now
from kehou.platform.http import ActingRequest, open_to


@open_to(Role.GUARDIAN, clause="7.2.b")
def application_received(request: ActingRequest, pupil_id: int, window_id: int) -> HttpResponse:
    """What was received for a child, with its receipt number, to be read at any time (7.2.b)."""
    mine = pupils_of(request.actor).select_related("person", "class_by_day")
    pupil = get_object_or_404(mine, pk=pupil_id)
    window = get_object_or_404(windows_of(request.actor), pk=window_id, school=pupil.school_id)
    application = application_standing(pupil, window)
    if application is None:
        raise Http404
    sent = draft_of(application)
    page = {
        "pupil": pupil,
        "window": window,
        "application": application,
        "days": days_of_wishes(offers_for(pupil, window), sent.weekdays, sent.wishes),
        "needs": sent.needs,
        "may_change": stand_of(window, at=now()) is Stand.OPEN,
    }
    return render(request, "enrolment/application_received.html", page)
