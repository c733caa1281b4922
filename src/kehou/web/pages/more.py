from django.http import HttpResponse
from django.shortcuts import render

from kehou.platform.http import ActingRequest, open_to


@open_to()
def more(request: ActingRequest) -> HttpResponse:
    """The whole menu, the seat, the language and the look on one page, for a phone.

    No clause: it leads to what is there.
    """
    return render(request, "web/more.html")
