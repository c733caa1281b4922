"""The exact text of a published month, for whoever wants to check its fingerprint."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from kehou.disclosure.queries import published_text
from kehou.platform.http import ActingRequest, open_to
from kehou.schools.queries import schools


@open_to(clause="6.3.d")
def month_file(request: ActingRequest, school_code: str, month: str, version: int) -> HttpResponse:
    """One version of one month as JSON, to the byte what its fingerprint was computed from."""
    school = get_object_or_404(schools(), code=school_code)
    text = published_text(school, month=month, version=version)
    if text is None:
        raise Http404("no such statement is published")
    name = f"{school.code}-{month}-v{version}.json"
    return HttpResponse(
        text,
        content_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
