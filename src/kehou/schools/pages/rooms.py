"""The rooms of a school."""

from django.http import HttpResponse
from django.shortcuts import render

from kehou.platform.http import ActingRequest, open_to
from kehou.schools.permissions import KEEP_SCHOOL, WORK_THERE
from kehou.schools.queries import rooms_in, school_of


@open_to(*WORK_THERE, clause="7.3.c")
def rooms(request: ActingRequest) -> HttpResponse:
    """Campus by campus, with what each is for and how many it holds."""
    context = {
        "rooms": rooms_in(school_of(request.actor)),
        "keeps_school": request.actor.role in KEEP_SCHOOL,
    }
    return render(request, "schools/rooms.html", context)
