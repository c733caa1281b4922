from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kehou.kernel.explained import Reason, Refused
from kehou.ordinance.roles import Role
from kehou.platform.clock import city_day, now
from kehou.platform.http import ActingRequest, open_to
from kehou.providers import actions
from kehou.providers.permissions import admissions_of
from kehou.providers.queries.admission import OUTCOMES, POINTS, seen_by_reviewer


class AdmissionForm(forms.Form):
    """The checklist, and what is decided. Nothing is ticked beforehand."""

    checked = forms.MultipleChoiceField(
        label=_("Looked at and in order"),
        choices=POINTS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("An admission needs every point; a return needs none."),
    )
    remarks = forms.CharField(
        label=_("remarks"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Needed when the file is returned: what should be mended?"),
    )
    outcome = forms.ChoiceField(label=_("decision"), choices=OUTCOMES, widget=forms.RadioSelect)
    version = forms.IntegerField(widget=forms.HiddenInput)


@open_to(Role.DISTRICT_REVIEWER, methods=("GET", "POST"), clause="5.2.a")
def review_admission(request: ActingRequest, admission_id: int) -> HttpResponse:
    """Read a file as it would be admitted, and admit the institution or return it (5.2.a)."""
    mine = admissions_of(request.actor).select_related("institution", "district")
    admission = get_object_or_404(mine, pk=admission_id)
    posted = request.POST if request.method == "POST" else None
    form = AdmissionForm(posted, initial={"version": admission.version_id})
    against: tuple[Reason, ...] = ()
    if form.is_valid():
        # The version that was on the reviewer's screen; a newer one is not admitted unread.
        admission.version_id = form.cleaned_data.pop("version")
        try:
            actions.review_admission(
                actor=request.actor, at=now(), admission=admission, **form.cleaned_data
            )
        except Refused as refused:
            against = refused.against
        else:
            messages.success(request, gettext("Your decision is recorded."))
            return redirect("providers:admissions")
    page = {
        "form": form,
        "against": against,
        "seen": seen_by_reviewer(request.actor, admission_id, on=city_day(now())),
    }
    status = 422 if form.errors or against else 200
    return render(request, "providers/review_admission.html", page, status=status)
