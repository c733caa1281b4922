from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext

from kehou.ordinance.roles import Role
from kehou.platform.clock import now
from kehou.platform.http import ActingRequest, open_to
from kehou.providers import actions
from kehou.providers.pages._grounds import GroundsForm, answer_with_grounds
from kehou.providers.permissions import admissions_of


@open_to(Role.DISTRICT_REVIEWER, methods=("GET", "POST"), clause="5.2.a")
def strike_off(request: ActingRequest, admission_id: int) -> HttpResponse:
    """Strike an institution off the district's white list (5.2.a)."""
    mine = admissions_of(request.actor).select_related("version")
    admission = get_object_or_404(mine, pk=admission_id)
    return answer_with_grounds(
        request,
        GroundsForm(request.POST if request.method == "POST" else None),
        lambda answers: actions.strike_off(
            actor=request.actor, at=now(), admission=admission, grounds=answers["grounds"]
        ),
        page={
            "title": gettext("Strike off the white list"),
            "about": admission.version.name,
            "hint": gettext("With effect at once: no school of the district may take it in."),
            "button": gettext("Strike off"),
        },
        done=gettext("It is struck off the white list."),
        back=reverse("providers:institution", args=[admission.institution_id]),
    )
