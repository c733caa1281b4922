from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kehou.kernel.explained import Reason, Refused
from kehou.ordinance.roles import APPOINTS
from kehou.ordinance.spoken import role_name
from kehou.people import actions
from kehou.people.core.ranks import Held
from kehou.people.permissions import persons_under
from kehou.people.queries.seat_holders import seats_to_give
from kehou.platform.actors import Actor
from kehou.platform.clock import now
from kehou.platform.http import ActingRequest, open_to


class SeatToGive(forms.Form):
    """Which seat, from when until when, and on what grounds."""

    seat = forms.ChoiceField(label=_("Role and place"))
    first_day = forms.DateField(
        label=_("From"), widget=forms.DateInput(attrs={"type": "date"}), required=True
    )
    until = forms.DateField(
        label=_("Until"),
        widget=forms.DateInput(attrs={"type": "date"}),
        required=False,
        help_text=_("The first day on which it is over; empty for a seat without an end."),
    )
    document = forms.CharField(
        label=_("Document or reason"),
        max_length=80,
        help_text=_("The number of the document that appoints, or why."),
    )

    def __init__(self, actor: Actor, posted: object = None) -> None:
        super().__init__(posted, initial={"first_day": actor.on})  # type: ignore[arg-type]
        language = get_language() or "zh-hans"
        self.seats: dict[str, Held] = {}
        choices = []
        for seat, place in seats_to_give(actor):
            key = f"{seat.role}-{seat.school_id or seat.district_id or ''}"
            self.seats[key] = seat
            choices.append((key, " · ".join(filter(None, (role_name(seat.role, language), place)))))
        chosen = self.fields["seat"]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = choices

    def clean_seat(self) -> Held:
        return self.seats[self.cleaned_data["seat"]]


@open_to(*APPOINTS, methods=("GET", "POST"), clause="7.1.a")
def give_seat(request: ActingRequest, person_id: int) -> HttpResponse:
    """Somebody is appointed to a role (7.1.a, 7.1.b)."""
    person = get_object_or_404(persons_under(request.actor), pk=person_id)
    form = SeatToGive(request.actor, request.POST if request.method == "POST" else None)
    against: tuple[Reason, ...] = ()
    if form.is_valid():
        try:
            actions.give_seat(actor=request.actor, at=now(), person=person, **form.cleaned_data)
        except Refused as refused:
            against = refused.against
        else:
            messages.success(request, _("The seat is given."))
            return redirect("people:account", person_id=person.pk)
    page = {"form": form, "against": against, "person": person}
    status = 422 if form.errors or against else 200
    return render(request, "people/give_seat.html", page, status=status)
