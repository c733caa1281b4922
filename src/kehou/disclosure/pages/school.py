"""What a school made public."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from kehou.disclosure.queries import published_months
from kehou.platform.http import ActingRequest, open_to
from kehou.schools.queries import schools


@open_to(clause="6.3.d")
def school(request: ActingRequest, school_code: str) -> HttpResponse:
    """The published months of one school, corrections beside what they correct."""
    shown = get_object_or_404(schools(), code=school_code)
    context = {"school": shown, "months": published_months(shown)}
    return render(request, "disclosure/school.html", context)
