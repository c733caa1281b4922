"""A school's statements: what is published, what waits for a signature, drafting another."""

from datetime import date
from typing import TYPE_CHECKING

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from kehou.disclosure.actions import draft_publication
from kehou.disclosure.permissions import DRAFT_READERS, may_draft
from kehou.disclosure.queries import PublishedMonth, drafts_of, published_months
from kehou.funds.queries import settled_months
from kehou.kernel.explained import Reason, Refused
from kehou.ordinance.roles import Role
from kehou.platform.clock import now
from kehou.platform.http import ActingRequest, open_to
from kehou.platform.permissions import authorise
from kehou.platform.workbook.exports import Listing, export_answer, is_export
from kehou.schools.queries import school_of

if TYPE_CHECKING:
    from kehou.disclosure.models import Publication

DRAFTS: Listing["Publication"] = Listing(
    _("Waiting for a signature"),
    (
        (_("Month"), lambda draft: draft.month),
        (_("Version"), lambda draft: draft.version),
    ),
)
PUBLISHED: Listing[PublishedMonth] = Listing(
    _("Published"),
    (
        (_("Month"), lambda month: month.month),
        (_("Version"), lambda month: month.version),
        (_("Pupils who applied"), lambda month: month.applied),
        (_("Participants this semester"), lambda month: month.participants),
        (_("Service days this month"), lambda month: month.service_days),
        (_("Attendances this month"), lambda month: month.attendances),
        (_("Ceiling of the fund so far (yuan)"), lambda month: month.ceiling),
        (_("Published on"), lambda month: month.published_at),
        (_("Fingerprint"), lambda month: month.content_hash),
    ),
)


class MonthForm(forms.Form):
    """Which settled month to draft."""

    month = forms.TypedChoiceField(label=_("Settled month"), coerce=date.fromisoformat)


@open_to(*DRAFT_READERS, methods=("GET", "POST"), clause="6.3.d")
def publications(request: ActingRequest) -> HttpResponse:
    """Statements of one's own school; its finance drafts the next from here."""
    school = school_of(request.actor)
    drafts, months = drafts_of(request.actor), published_months(school)
    if is_export(request):
        return export_answer("publications", DRAFTS.of(drafts), PUBLISHED.of(months))
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
        "drafts": drafts,
        "months": months,
        "may_sign": request.actor.role is Role.PRINCIPAL,
        "against": against,
    }
    status = 422 if against or form.errors else 200
    return render(request, "disclosure/publications.html", context, status=status)
