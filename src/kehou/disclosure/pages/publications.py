"""A school's statements: what is published, what waits for a signature, drafting another."""

from datetime import date

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from kehou.disclosure.actions import draft_publication
from kehou.disclosure.permissions import DRAFT_READERS, may_draft
from kehou.disclosure.queries import drafts_of, published_months
from kehou.funds.queries import settled_months
from kehou.kernel.explained import Reason, Refused
from kehou.ordinance.roles import Role
from kehou.platform.clock import now
from kehou.platform.http import ActingRequest, open_to
from kehou.platform.permissions import authorise
from kehou.schools.queries import school_of


class MonthForm(forms.Form):
    """Which settled month to draft."""

    month = forms.TypedChoiceField(label=_("Settled month"), coerce=date.fromisoformat)


@open_to(*DRAFT_READERS, methods=("GET", "POST"), clause="6.3.d")
def publications(request: ActingRequest) -> HttpResponse:
    """Statements of one's own school; its finance drafts the next from here."""
    school = school_of(request.actor)
    against: tuple[Reason, ...] = ()
    posted = request.POST if request.method == "POST" else None
    form = MonthForm(posted)
    month = form.fields["month"]
    assert isinstance(month, forms.TypedChoiceField)
    settled = settled_months(request.actor)
    month.choices = [(f"{s.month:%Y-%m-%d}", f"{s.month:%Y-%m}") for s in settled]
    if posted is not None:
        authorise(request.actor, may_draft, school)
    if form.is_valid():
        chosen = form.cleaned_data["month"]
        try:
            draft_publication(actor=request.actor, at=now(), school=school, month=chosen)
        except Refused as refused:
            against = refused.against
        else:
            return redirect("disclosure:publications")
    context = {
        "school": school,
        "form": form if request.actor.role is Role.SCHOOL_FINANCE else None,
        "has_settled": bool(settled),
        "drafts": drafts_of(request.actor),
        "months": published_months(school),
        "may_sign": request.actor.role is Role.PRINCIPAL,
        "against": against,
    }
    status = 422 if against or form.errors else 200
    return render(request, "disclosure/publications.html", context, status=status)
