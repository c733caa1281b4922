from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from kehou.kernel.explained import Reason, Refused
from kehou.ordinance.roles import Role
from kehou.people.actions import give_seat_to_newcomer
from kehou.people.pages.give_seat import SeatToGive
from kehou.platform.clock import now
from kehou.platform.http import ActingRequest, open_to


class NewcomerAndSeat(SeatToGive):
    """The same for somebody who is entered by name."""

    name = forms.CharField(label=_("Name"), max_length=60)
    field_order = ("name", "seat", "first_day", "until", "document")


@open_to(Role.DISTRICT_REVIEWER, Role.CITY_BUREAU, methods=("GET", "POST"), clause="7.1.a")
def newcomer(request: ActingRequest) -> HttpResponse:
    """Somebody whom the platform does not know yet is appointed (7.1.a)."""
    form = NewcomerAndSeat(request.actor, request.POST if request.method == "POST" else None)
    against: tuple[Reason, ...] = ()
    if form.is_valid():
        try:
            person = give_seat_to_newcomer(actor=request.actor, at=now(), **form.cleaned_data)
        except Refused as refused:
            against = refused.against
        else:
            messages.success(request, _("The seat is given. Now open the account."))
            return redirect("people:account", person_id=person.pk)
    page = {"form": form, "against": against}
    status = 422 if form.errors or against else 200
    return render(request, "people/newcomer.html", page, status=status)
