from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext

from kehou.platform.clock import now
from kehou.platform.http import ActingRequest, open_to
from kehou.providers import actions
from kehou.providers.pages._grounds import GroundsForm, answer_with_grounds
from kehou.providers.permissions import KEEP_REGISTER, institutions_of
from kehou.providers.queries import newest_version


@open_to(*KEEP_REGISTER, methods=("GET", "POST"), clause="5.2.a")
def caution_institution(request: ActingRequest, institution_id: int) -> HttpResponse:
    """Warn an institution (5.2.a)."""
    institution = get_object_or_404(institutions_of(request.actor), pk=institution_id)
    return answer_with_grounds(
        request,
        GroundsForm(request.POST if request.method == "POST" else None),
        lambda answers: actions.caution_institution(
            actor=request.actor, at=now(), institution=institution, grounds=answers["grounds"]
        ),
        page={
            "title": gettext("Warn the institution"),
            "about": newest_version(institution).name,
            "hint": gettext("It may go on serving; schools see that it was warned."),
            "button": gettext("Give the warning"),
        },
        done=gettext("The warning stands in its file."),
        back=reverse("providers:institution", args=[institution.pk]),
    )
