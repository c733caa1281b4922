from datetime import timedelta

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from kehou.ordinance.roles import Role
from kehou.platform.clock import city_day, now
from kehou.platform.http import ActingRequest, open_to
from kehou.rostering.permissions import may_arrange_duties
from kehou.rostering.queries import week_of
from kehou.schools.queries import school_of

WEEK = timedelta(days=7)


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
    page = {
        "week": week_of(school, day),
        "today": today,
        "before": day - WEEK,
        "after": day + WEEK,
        "may_arrange": may_arrange_duties(request.actor, school),
    }
    return render(request, "rostering/week.html", page)
