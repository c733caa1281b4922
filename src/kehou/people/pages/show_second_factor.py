from django.http import HttpResponse
from django.shortcuts import redirect, render

from kehou.kernel.explained import Reason
from kehou.people import actions
from kehou.people.pages.enter_code import Digits
from kehou.people.queries.accounts import second_factor_of
from kehou.people.queries.sessions import (
    account_of,
    is_by_phone,
    next_step,
    owes_password,
    second_factor_was_shown,
)
from kehou.people.queries.visitors import visitor_of
from kehou.platform.clock import now
from kehou.platform.http import ActingRequest, open_to


@open_to(methods=("GET", "POST"))
def show_second_factor(request: ActingRequest) -> HttpResponse:
    """The code of the authenticator app, before a role that moves money or releases children.

    Not for who came by phone, nor before a password that was handed out is replaced: they have not
    shown yet that they are who plays that role.
    """
    at, account = now(), account_of(request)
    if account is None or is_by_phone(request) or owes_password(request, account):
        return redirect(next_step(request, at=at) if account else "people:sign_in")
    second_factor = second_factor_of(account)
    if second_factor is None or second_factor.confirmed_at is None:
        return redirect("people:set_up_second_factor")
    form = Digits(request.POST if request.method == "POST" else None)
    against: tuple[Reason, ...] = ()
    if form.is_valid():
        verdict = actions.show_second_factor(
            actor=request.actor,
            at=at,
            account=account,
            digits=form.cleaned_data["digits"],
            visitor=visitor_of(request),
        )
        if verdict:
            second_factor_was_shown(request, at=at)
            return redirect(next_step(request, at=at))
        against = verdict.against
    page = {"form": form, "against": against}
    status = 422 if form.errors or against else 200
    return render(request, "people/show_second_factor.html", page, status=status)
