"""The classes of the school year."""

from django.http import HttpResponse
from django.shortcuts import render

from kehou.platform.clock import city_day, now
from kehou.platform.http import ActingRequest, open_to
from kehou.schools.permissions import KEEP_SCHOOL, WORK_THERE
from kehou.schools.queries import classes_in, school_of, school_year_on


@open_to(*WORK_THERE, clause="3.1")
def classes(request: ActingRequest) -> HttpResponse:
    """Grade by grade, with campus and room."""
    school_year = school_year_on(city_day(now()))
    context = {
        "classes": classes_in(school_of(request.actor), school_year=school_year),
        "school_year": str(school_year),
        "keeps_school": request.actor.role in KEEP_SCHOOL,
    }
    return render(request, "schools/classes.html", context)
