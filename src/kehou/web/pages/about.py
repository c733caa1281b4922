from django.http import HttpResponse
from django.shortcuts import render

from kehou.platform.http import ActingRequest, open_to


@open_to()
def about(request: ActingRequest) -> HttpResponse:
    """What the platform is, what it keeps, under which licence. No clause: it tells of itself."""
    return render(request, "web/about.html")
