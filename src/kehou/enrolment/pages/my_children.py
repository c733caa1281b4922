from django.http import HttpResponse
from django.shortcuts import render

from kehou.enrolment.queries import child_cards
from kehou.ordinance.roles import Role
from kehou.platform.clock import now
from kehou.platform.http import ActingRequest, open_to


@open_to(Role.GUARDIAN, clause="2.3.c")
def my_children(request: ActingRequest) -> HttpResponse:
    """A family's children, and for each what there is to do in which term (2.3.c)."""
    cards = child_cards(request.actor, at=now())
    return render(request, "enrolment/my_children.html", {"cards": cards})
