from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kehou.ordinance.roles import Role
from kehou.platform.clock import now
from kehou.platform.http import ActingRequest, open_to
from kehou.providers import actions
from kehou.providers.pages._grounds import GroundsForm, answer_with_grounds
from kehou.providers.permissions import institutions_of
from kehou.providers.queries import newest_version


class BlackListForm(GroundsForm):
    """Why, and for how long."""

    until = forms.DateField(
        label=_("barred until"),
        required=False,
        widget=forms.DateInput({"type": "date"}),
        help_text=_("The first day on which it may serve again; blank until somebody lifts it."),
    )


@open_to(Role.CITY_BUREAU, methods=("GET", "POST"), clause="5.2.a")
def black_list(request: ActingRequest, institution_id: int) -> HttpResponse:
    """Bar an institution from every school of the city (5.2.a)."""
    institution = get_object_or_404(institutions_of(request.actor), pk=institution_id)
    return answer_with_grounds(
        request,
        BlackListForm(request.POST if request.method == "POST" else None),
        lambda answers: actions.black_list(
            actor=request.actor,
            at=now(),
            institution=institution,
            until=answers["until"],
            grounds=answers["grounds"],
        ),
        page={
            "title": gettext("Put on the black list"),
            "about": newest_version(institution).name,
            "hint": gettext("With effect at once, in every district and every school."),
            "button": gettext("Put on the black list"),
        },
        done=gettext("It is on the black list from today."),
        back=reverse("providers:institution", args=[institution.pk]),
    )
