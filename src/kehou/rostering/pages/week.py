from datetime import timedelta

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from kehou.ordinance.roles import Role
from kehou.platform.clock import city_day, now
from kehou.platform.http import ActingRequest, open_to
from kehou.platform.workbook.exports import Listing, export_answer, is_export
from kehou.rostering.permissions import may_arrange_duties
from kehou.rostering.queries import Cell, week_of
from kehou.schools.queries import school_of

WEEK = timedelta(days=7)
LISTING: Listing[Cell] = Listing(
    _("Duties"),
    (
        (_("Day"), lambda cell: cell.day),
        (_("Period"), lambda cell: cell.group.period),
        (_("Activity"), lambda cell: cell.group.activity.title),
        (_("Group"), lambda cell: cell.group.number),
        (_("Room"), lambda cell: cell.group.room.name),
        (_("Children"), lambda cell: cell.children),
        (_("In the lead"), lambda cell: _names(cell, is_lead=True)),
        (_("Also there"), lambda cell: _names(cell, is_lead=False)),
    ),
)


class DayForm(forms.Form):
    """The day that an address is about; today where it names none that can be read."""

    day = forms.DateField(required=False)


@open_to(Role.OFFICE, Role.PRINCIPAL, Role.SAFETY_OFFICER, clause="7.1.b")
def week(request: ActingRequest) -> HttpResponse:
    """The week's duties of a school: who is with which group, and where nobody is (7.1.b)."""
    today = city_day(now())
    asked = DayForm(request.GET)
    day = (asked.is_valid() and asked.cleaned_data["day"]) or today
    school = school_of(request.actor)
    shown = week_of(school, day)
    if is_export(request):
        return export_answer("duties", LISTING.of(shown.cells))
    page = {
        "week": shown,
        "today": today,
        "before": day - WEEK,
        "after": day + WEEK,
        "may_arrange": may_arrange_duties(request.actor, school),
    }
    return render(request, "rostering/week.html", page)


def _names(cell: Cell, *, is_lead: bool) -> str:
    return "、".join(duty.person.name for duty in cell.duties if duty.is_lead is is_lead)
