from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render

from kehou.people.queries.demo import kept_messages, seconds_left, shown_codes
from kehou.platform.clock import now
from kehou.platform.http import ActingRequest, open_to


@open_to()
def demo_codes(request: ActingRequest) -> HttpResponse:
    """What would be on people's phones. Only a demo has this page."""
    if not settings.DEMO:
        raise Http404
    at = now()
    page = {
        "messages_kept": kept_messages(),
        "codes": shown_codes(at=at),
        "seconds_left": seconds_left(at=at),
    }
    response = render(request, "people/demo_codes.html", page)
    response["Cache-Control"] = "no-store"
    return response
