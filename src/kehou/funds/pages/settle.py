"""Settling one month of one's own school."""

from datetime import date

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from kehou.custody.queries.figures import months_with_closed_days
from kehou.funds.actions import settle_month
from kehou.kernel.explained import Reason, Refused
from kehou.ordinance.roles import Role
from kehou.platform.clock import now
from kehou.platform.http import ActingRequest, open_to
from kehou.schools.queries import school_of


class MonthForm(forms.Form):
    """Which month to settle. A term's last month is settled when the term is over."""

    month = forms.TypedChoiceField(label=_("Month"), coerce=date.fromisoformat)

    def __init__(self, posted: QueryDict | None, months: list[date]) -> None:
        super().__init__(posted)
        month = self.fields["month"]
        assert isinstance(month, forms.TypedChoiceField)
        month.choices = [(m.isoformat(), f"{m:%Y-%m}") for m in months]


@open_to(Role.SCHOOL_FINANCE, methods=("GET", "POST"), clause="6.3.c")
def settle(request: ActingRequest) -> HttpResponse:
    """Choose a month that has closed days; the figure is counted from them, never typed in."""
    school = school_of(request.actor)
    against: tuple[Reason, ...] = ()
    months = months_with_closed_days(school_id=school.pk)
    form = MonthForm(request.POST if request.method == "POST" else None, months)
    if form.is_valid():
        month = form.cleaned_data["month"]
        try:
            settle_month(actor=request.actor, at=now(), school=school, month=month)
        except Refused as refused:
            against = refused.against
        else:
            return redirect("funds:settlements")
    context = {"form": form, "against": against, "has_months": bool(months)}
    status = 422 if against or form.errors else 200
    return render(request, "funds/settle.html", context, status=status)
