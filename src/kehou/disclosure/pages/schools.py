"""The public directory of schools."""

from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render

from kehou.platform.http import ActingRequest, open_to
from kehou.schools.queries import schools as all_schools


@open_to(clause="2.3.a")
def schools(request: ActingRequest) -> HttpResponse:
    """Every school of the city by district; `q` looks in names and codes."""
    asked = request.GET.get("q", "").strip()[:40]
    found = [s for s in all_schools() if asked in s.name or asked in s.code]
    districts = [(named, list(rows)) for named, rows in groupby(found, lambda s: s.district)]
    context = {"districts": districts, "asked": asked}
    return render(request, "disclosure/schools.html", context)
