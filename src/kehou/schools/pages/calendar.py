"""The calendar of a school's term."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from kehou.kernel.explained import Reason, Refused
from kehou.ordinance import spoken, wording
from kehou.platform.clock import city_day, now
from kehou.platform.http import ActingRequest, open_to
from kehou.platform.workbook.exports import Listing, export_answer, is_export, spoken_here
from kehou.schools.actions import clear_school_day, set_school_day
from kehou.schools.core.calendar import SchoolDay
from kehou.schools.permissions import KEEP_SCHOOL, WORK_THERE
from kehou.schools.queries import calendar_of, days_set_by, school_of, terms_not_over

if TYPE_CHECKING:
    from kehou.schools.models import School

ORDINARY = ("class_day", "weekend")
CLASSES, CLOSED, CLEAR = "classes", "closed", "clear"
WEEKDAYS = (
    *(("", _("its own weekday")), ("1", _("Monday")), ("2", _("Tuesday"))),
    *(("3", _("Wednesday")), ("4", _("Thursday")), ("5", _("Friday"))),
)


LISTING: Listing[SchoolDay] = Listing(
    _("Days that are not ordinary"),
    (
        (_("Day"), lambda day: day.day),
        (_("Weekday"), lambda day: _weekday(day.day.isoweekday())),
        (_("What it is"), lambda day: wording.say(day.why, spoken_here())),
        (_("Follows the timetable of"), lambda day: _weekday(day.follows_weekday)),
    ),
)


class DayForm(forms.Form):
    """What the school says of one day."""

    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}))
    what = forms.ChoiceField(
        label=_("What it is"),
        choices=[(CLOSED, _("No classes, no service")), (CLASSES, _("Classes are held"))],
        widget=forms.RadioSelect,
    )
    follows_weekday = forms.TypedChoiceField(
        label=_("Follows the timetable of"),
        choices=WEEKDAYS,
        coerce=int,
        empty_value=None,
        required=False,
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=120, help_text=_("Families read it in the calendar.")
    )


class ClearForm(forms.Form):
    """Which day is to be an ordinary one again, and why."""

    day = forms.DateField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Why it is taken back"), max_length=120)


@open_to(*WORK_THERE, methods=("GET", "POST"), clause="3.2")
def calendar(request: ActingRequest) -> HttpResponse:
    """Class days, and every day that is not what its weekday would be; the office sets more."""
    school = school_of(request.actor)
    today = city_day(now())
    term = terms_not_over(today).first()
    laid_out = calendar_of(school, term) if term else None
    days = laid_out.days() if laid_out else []
    notable = [day for day in days if day.why.code not in ORDINARY]
    if is_export(request):
        return export_answer("calendar", LISTING.of(notable))
    against: tuple[Reason, ...] = ()
    is_clearing = request.method == "POST" and request.POST.get("decision") == CLEAR
    form = DayForm(request.POST if request.method == "POST" and not is_clearing else None)
    clearing = ClearForm(request.POST if is_clearing else None)
    try:
        if clearing.is_valid():
            told = clearing.cleaned_data
            clear_school_day(actor=request.actor, at=now(), school=school, **told)
            return redirect("schools:calendar")
        if form.is_valid():
            _set(request, school, form.cleaned_data)
            return redirect("schools:calendar")
    except Refused as refused:
        against = refused.against
    context = {
        "term": term,
        "class_days": sum(day.has_classes for day in days),
        "service_days": sum(day.serves for day in days),
        "notable": notable,
        "notes": laid_out.notes() if laid_out else (),
        "form": form,
        "clearing": clearing,
        "to_clear": days_set_by(school, after=today),
        "against": against,
        "keeps_school": request.actor.role in KEEP_SCHOOL,
    }
    status = 422 if against or form.errors or clearing.errors else 200
    return render(request, "schools/calendar.html", context, status=status)


def _weekday(number: int | None) -> str | None:
    return spoken.weekday(number, spoken_here()) if number else None


def _set(request: ActingRequest, school: "School", told: dict[str, Any]) -> None:
    set_school_day(
        actor=request.actor,
        at=now(),
        school=school,
        day=told["day"],
        is_class_day=told["what"] == CLASSES,
        reason=told["reason"],
        follows_weekday=told["follows_weekday"],
    )
