"""A document as the answer to a request, from the very address at which its facts are read."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse

from kehou.platform.clock import city_day, now
from kehou.platform.paper.printing import printed


def is_on_paper(request: HttpRequest) -> bool:
    """Whether a page was asked for its document, and not for itself."""
    return request.method == "GET" and request.GET.get("export") == "pdf"


def paper_answer(name: str, template: str, facts: Mapping[str, object]) -> HttpResponse:
    """The document, named in plain letters and by the day; kept by nobody in between."""
    at = now()
    response = HttpResponse(printed(template, facts, at=at), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}-{city_day(at):%Y%m%d}.pdf"'
    response["Cache-Control"] = "no-store"
    return response
