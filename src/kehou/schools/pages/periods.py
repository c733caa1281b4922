"""The service periods of a school."""

from typing import TYPE_CHECKING

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from kehou.kernel.explained import Reason, Refused
from kehou.platform.clock import city_day, now
from kehou.platform.http import ActingRequest, open_to
from kehou.platform.workbook.exports import Listing, export_answer, is_export
from kehou.schools.actions import set_service_period
from kehou.schools.permissions import KEEP_SCHOOL, WORK_THERE
from kehou.schools.queries import school_of, service_periods_of, terms_not_over

if TYPE_CHECKING:
    from kehou.schools.models import ServicePeriod

NUMBERS = (1, 2, 3)
LISTING: Listing["ServicePeriod"] = Listing(
    _("Service periods"),
    (
        (_("From grade"), lambda period: period.grade_first),
        (_("To grade"), lambda period: period.grade_last),
        (_("From day"), lambda period: period.first_day),
        (_("To day"), lambda period: period.last_day),
        (_("Period"), lambda period: period.number),
        (_("Begins"), lambda period: period.starts),
        (_("Ends"), lambda period: period.ends),
        (_("Reason for an adjustment"), lambda period: period.adjustment_reason),
    ),
)


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def _clock() -> forms.TimeInput:
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class PeriodForm(forms.Form):
    """One period for a run of grades in a season."""

    grade_first = forms.IntegerField(label=_("From grade"), min_value=1, max_value=9)
    grade_last = forms.IntegerField(label=_("To grade"), min_value=1, max_value=9)
    first_day = forms.DateField(label=_("From day"), widget=_day())
    last_day = forms.DateField(label=_("To day"), widget=_day())
    number = forms.TypedChoiceField(
        label=_("Period"), choices=[(number, str(number)) for number in NUMBERS], coerce=int
    )
    lessons_end = forms.TimeField(label=_("Lessons of the day end at"), widget=_clock())
    starts = forms.TimeField(label=_("Begins"), widget=_clock())
    ends = forms.TimeField(label=_("Ends"), widget=_clock())
    adjustment_reason = forms.CharField(
        label=_("Reason for an adjustment"),
        max_length=200,
        required=False,
        help_text=_("Needed for more than two periods."),
    )


@open_to(*WORK_THERE, methods=("GET", "POST"), clause="3.2")
def periods(request: ActingRequest) -> HttpResponse:
    """When the service begins and ends, grade by grade and season by season."""
    school = school_of(request.actor)
    today = city_day(now())
    standing = service_periods_of(school, not_over_on=today)
    if is_export(request):
        return export_answer("periods", LISTING.of(standing))
    against: tuple[Reason, ...] = ()
    term = terms_not_over(today).first()
    usual = {
        "grade_first": school.grades[0],
        "grade_last": school.grades[-1],
        "first_day": term.first_day if term else today,
        "last_day": term.last_day if term else today,
    }
    form = PeriodForm(request.POST if request.method == "POST" else None, initial=usual)
    if form.is_valid():
        told = form.cleaned_data
        try:
            set_service_period(
                actor=request.actor,
                at=now(),
                school=school,
                grades=(told["grade_first"], told["grade_last"]),
                season=(told["first_day"], told["last_day"]),
                number=told["number"],
                lessons_end=told["lessons_end"],
                starts=told["starts"],
                ends=told["ends"],
                adjustment_reason=told["adjustment_reason"],
            )
        except Refused as refused:
            against = refused.against
        else:
            return redirect("schools:periods")
    context = {
        "periods": standing,
        "form": form,
        "against": against,
        "keeps_school": request.actor.role in KEEP_SCHOOL,
    }
    status = 422 if against or form.errors else 200
    return render(request, "schools/periods.html", context, status=status)
