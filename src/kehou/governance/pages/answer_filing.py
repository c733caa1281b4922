from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kehou.governance import actions
from kehou.governance.core.sections import SECTIONS
from kehou.governance.permissions import filings_of
from kehou.governance.queries import OUTCOMES
from kehou.kernel.explained import Reason, Refused
from kehou.ordinance.roles import Role
from kehou.platform.clock import now
from kehou.platform.http import ActingRequest, open_to


class AnswerForm(forms.Form):
    """What the district answers. Nothing is chosen beforehand."""

    outcome = forms.ChoiceField(label=_("answer"), choices=OUTCOMES, widget=forms.RadioSelect)
    remarks = forms.CharField(
        label=_("remarks"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Needed when it is returned: what should the school change?"),
    )


@open_to(Role.DISTRICT_REVIEWER, methods=("GET", "POST"), clause="2.1")
def answer_filing(request: ActingRequest, filing_id: int) -> HttpResponse:
    """Read what a school filed, and acknowledge it or return it with remarks (2.1)."""
    filings = filings_of(request.actor).select_related("school", "version__document", "filed_by")
    filing = get_object_or_404(filings, pk=filing_id)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    against: tuple[Reason, ...] = ()
    if form.is_valid():
        try:
            actions.answer_filing(actor=request.actor, at=now(), filing=filing, **form.cleaned_data)
        except Refused as refused:
            against = refused.against
        else:
            messages.success(request, gettext("Your answer is with the school."))
            return redirect("governance:filings")
    version = filing.version
    sections = SECTIONS[version.document.kind]
    page = {
        "filing": filing,
        "version": version,
        "form": form,
        "against": against,
        "sections": [(section, version.sections.get(section.key, "")) for section in sections],
    }
    status = 422 if form.errors or against else 200
    return render(request, "governance/answer_filing.html", page, status=status)
