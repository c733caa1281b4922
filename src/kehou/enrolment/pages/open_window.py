import secrets

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kehou.enrolment import actions
from kehou.enrolment.actions.open_window import SHARE_BYTES
from kehou.enrolment.queries import shelter_of
from kehou.kernel.explained import Refused
from kehou.ordinance.roles import Role
from kehou.platform.clock import city_day, now
from kehou.platform.http import ActingRequest, open_to
from kehou.schools.queries import school_of, terms_not_over


class Moment(forms.DateTimeInput):
    """A day and a time, picked with what the browser has for it."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class WindowForm(forms.Form):
    """When families may choose."""

    opens = forms.DateTimeField(
        label=_("opens"),
        required=False,
        widget=Moment,
        help_text=_("Left empty, it opens at once. Sending early or late makes no difference."),
    )
    closes = forms.DateTimeField(label=_("closes"), widget=Moment)


@open_to(Role.OFFICE, Role.PRINCIPAL, methods=("GET", "POST"), clause="7.2.b")
def open_window(request: ActingRequest, term_id: int) -> HttpResponse:
    """Set a window for a term; until every child has somewhere to be, see what is missing (4.1)."""
    at = now()
    term = get_object_or_404(terms_not_over(city_day(at)), pk=term_id)
    school = school_of(request.actor)
    form = WindowForm(request.POST if request.method == "POST" else None)
    against = shelter_of(school, term).against
    if form.is_valid():
        try:
            window = actions.open_window(
                actor=request.actor,
                at=at,
                school=school,
                term=term,
                opens=form.cleaned_data["opens"] or at,
                closes=form.cleaned_data["closes"],
                seed_share=secrets.token_bytes(SHARE_BYTES),
            )
        except Refused as refused:
            against = refused.against
        else:
            messages.success(request, gettext("The window is set."))
            return redirect("enrolment:window", window.pk)
    page = {"term": term, "form": form, "against": against}
    status = 422 if form.errors or (form.is_bound and against) else 200
    return render(request, "enrolment/open_window.html", page, status=status)
