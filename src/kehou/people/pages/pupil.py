"""One pupil."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from kehou.ordinance.roles import Role
from kehou.people.actions import reveal_numbers
from kehou.people.permissions import may_reveal_numbers
from kehou.people.queries.rolls import adults_of, movements_of, numbers_of, pupil_in_full
from kehou.platform.clock import now
from kehou.platform.http import ActingRequest, open_to


@open_to(Role.OFFICE, Role.PRINCIPAL, Role.SAFETY_OFFICER, methods=("GET", "POST"), clause="7.3.a")
def pupil(request: ActingRequest, pupil_id: int) -> HttpResponse:
    """Class, adults with their rights, movements. Numbers are hidden until somebody asks by name.

    Asking is a POST and written down; the numbers stand in its answer only.
    """
    shown = get_object_or_404(pupil_in_full(request.actor), pk=pupil_id)
    is_revealed = request.method == "POST"
    if is_revealed:
        reveal_numbers(actor=request.actor, at=now(), pupil=shown)
    context = {
        "pupil": shown,
        "numbers": numbers_of(shown, revealed=is_revealed),
        "adults": adults_of(request.actor, shown, revealed=is_revealed),
        "movements": movements_of(shown),
        "may_reveal": may_reveal_numbers(request.actor, shown) and not is_revealed,
    }
    response = render(request, "people/pupil.html", context)
    response["Cache-Control"] = "no-store"
    return response
