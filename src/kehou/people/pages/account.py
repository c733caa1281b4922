"""One person's seats and account."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from kehou.ordinance.roles import APPOINTS
from kehou.people.pages.accounts import STATES
from kehou.people.permissions import (
    may_look_after,
    may_reset_second_factor,
    persons_under,
    seats_to_end,
)
from kehou.people.queries.histories import history_of
from kehou.people.queries.seat_holders import (
    every_seat_of,
    holder_of,
    sits_elsewhere,
)
from kehou.platform.http import ActingRequest, open_to


@open_to(*APPOINTS, clause="7.1.a")
def account(request: ActingRequest, person_id: int) -> HttpResponse:
    """The seats somebody holds and held, how their account stands, and what may be done (7.1.a)."""
    actor = request.actor
    person = get_object_or_404(persons_under(actor), pk=person_id)
    holder = holder_of(person)
    is_oneself = person.pk == actor.person_id
    page = {
        "holder": holder,
        "state": STATES[holder.state],
        "seats": every_seat_of(actor, person),
        "ends": () if is_oneself else set(seats_to_end(actor).filter(person=person)),
        "today": actor.on,
        "is_oneself": is_oneself,
        "looks_after": may_look_after(actor, person),
        "sits_elsewhere": sits_elsewhere(actor, person),
        "resets_second_factor": holder.has_second_factor
        and holder.account is not None
        and may_reset_second_factor(actor, holder.account),
        "history": history_of(actor, person),
    }
    return render(request, "people/account.html", page)
