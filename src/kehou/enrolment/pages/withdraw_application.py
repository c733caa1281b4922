from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext

from kehou.enrolment import actions
from kehou.enrolment.permissions import windows_of
from kehou.enrolment.queries import application_standing, last_day_before
from kehou.ordinance import spoken
from kehou.ordinance.roles import Role
from kehou.people.permissions import pupils_of
from kehou.platform.clock import now
from kehou.platform.http import ActingRequest, open_to


@open_to(Role.GUARDIAN, methods=("GET", "POST"), clause="2.3.c")
def withdraw_application(request: ActingRequest, pupil_id: int, window_id: int) -> HttpResponse:
    """Take a child out of the service: one button, no reason asked (2.3.c)."""
    pupil = get_object_or_404(pupils_of(request.actor).select_related("person"), pk=pupil_id)
    window = get_object_or_404(windows_of(request.actor), pk=window_id, school=pupil.school_id)
    application = application_standing(pupil, window)
    if application is None:
        raise Http404
    if request.method == "POST":
        withdrawn = actions.withdraw_application(
            actor=request.actor, at=now(), application=application
        )
        assert withdrawn.ends_before is not None
        day = spoken.spoken(withdrawn.ends_before, get_language() or "zh-hans")
        messages.success(request, gettext("Withdrawn, with effect from %s.") % day)
        return redirect("enrolment:my_children")
    page = {
        "pupil": pupil,
        "window": window,
        "ends_before": last_day_before(application, at=now()),
    }
    return render(request, "enrolment/withdraw_application.html", page)
