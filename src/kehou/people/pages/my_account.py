from django.http import Http404, HttpResponse
from django.shortcuts import render

from kehou.ordinance.roles import Role
from kehou.people.queries.accounts import second_factor_of
from kehou.people.queries.histories import own_history
from kehou.people.queries.seats import seats_not_over
from kehou.people.queries.sessions import account_of, is_by_phone, seating_of
from kehou.platform.clock import city_day, now
from kehou.platform.http import EVERYONE, ActingRequest, open_to


@open_to(*sorted(EVERYONE - {Role.PUBLIC}))
def my_account(request: ActingRequest) -> HttpResponse:
    """How somebody is signed in, in which seat, and what keeps the account safe."""
    account = account_of(request)
    if account is None:
        raise Http404
    at = now()
    page = {
        "account": account,
        "seating": seating_of(request, at=at),
        "held": seats_not_over(account.person, on=city_day(at)),
        "history": own_history(account.person),
        "is_by_phone": is_by_phone(request),
        "second_factor": second_factor_of(account),
    }
    return render(request, "people/my_account.html", page)
