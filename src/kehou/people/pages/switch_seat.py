from django.http import HttpResponse
from django.shortcuts import redirect, render

from kehou.people.actions import take_seat
from kehou.people.queries.sessions import (
    account_of,
    is_by_phone,
    look_up_seats,
    next_step,
    seating_of,
    sit_down,
)
from kehou.platform.clock import now
from kehou.platform.http import ActingRequest, open_to


@open_to(methods=("GET", "POST"), clause="7.1.b")
def switch_seat(request: ActingRequest) -> HttpResponse:
    """In which of their roles a person goes on (7.1.a, 7.1.b)."""
    at, account = now(), account_of(request)
    if account is None:
        return redirect("people:sign_in")
    seats = look_up_seats(request, account, at=at)
    chosen = next((seat for seat in seats if seat.key == request.POST.get("seat")), None)
    if chosen is not None:
        take_seat(actor=request.actor, at=at, account=account, seat=chosen)
        sit_down(request, chosen)
        return redirect(next_step(request, at=at))
    page = {
        "seats": seats,
        "taken": seating_of(request, at=at).taken,
        "is_by_phone": is_by_phone(request),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "people/switch_seat.html", page, status=status)
