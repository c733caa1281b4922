from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _

from kehou.ordinance.roles import APPOINTS
from kehou.people import actions
from kehou.people.permissions import seats_to_end
from kehou.people.queries.histories import GROUNDS_SAID
from kehou.platform.clock import now
from kehou.platform.http import ActingRequest, open_to

WHY = ("other work", "left", "term over", "mistake")


class Why(forms.Form):
    """Why, in words that name nobody: they go into the journal."""

    grounds = forms.ChoiceField(
        label=_("Why"),
        choices=[(grounds, GROUNDS_SAID[grounds]) for grounds in WHY],
        widget=forms.RadioSelect,
    )


@open_to(*APPOINTS, methods=("GET", "POST"), clause="7.1.a")
def end_seat(request: ActingRequest, appointment_id: int) -> HttpResponse:
    """A seat is taken away at once (7.1.a, 7.1.b)."""
    seat = get_object_or_404(seats_to_end(request.actor), pk=appointment_id)
    form = Why(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.end_seat(actor=request.actor, at=now(), seat=seat, **form.cleaned_data)
        messages.success(request, _("The seat has ended."))
        return redirect("people:account", person_id=seat.person_id)
    page = {"form": form, "seat": seat}
    status = 422 if form.errors else 200
    return render(request, "people/end_seat.html", page, status=status)
