import segno
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kehou.kernel.explained import Reason
from kehou.people.actions import prepare_second_factor, show_second_factor
from kehou.people.core.codes import enrolment_address, grouped
from kehou.people.pages.enter_code import Digits
from kehou.people.queries.accounts import second_factor_of, secret_of
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
def set_up_second_factor(request: ActingRequest) -> HttpResponse:
    """An authenticator app is given its secret, by QR code or by hand, and shows a first code.

    Not for who came by phone, nor before a password that was handed out is replaced: whoever found
    the phone, or handed out the password, would keep the secret.
    """
    at, account = now(), account_of(request)
    if account is None or is_by_phone(request) or owes_password(request, account):
        return redirect(next_step(request, at=at) if account else "people:sign_in")
    second_factor = second_factor_of(account)
    if second_factor is not None and second_factor.confirmed_at is not None:
        return redirect("people:show_second_factor")
    if request.method == "POST" and "prepare" in request.POST:
        prepare_second_factor(actor=request.actor, at=at, account=account)
        return redirect("people:set_up_second_factor")
    if second_factor is None:
        return render(request, "people/set_up_second_factor.html")
    form = Digits(request.POST if request.method == "POST" else None)
    against: tuple[Reason, ...] = ()
    if form.is_valid():
        verdict = show_second_factor(
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
    secret = secret_of(second_factor)
    address = enrolment_address(secret, account=account.login_name or "", issuer=_("Kehou"))
    page = {
        "form": form,
        "against": against,
        "address": address,
        "picture": segno.make(address, error="m").svg_data_uri(scale=5, border=2, light="#fff"),
        "secret": grouped(secret),
    }
    status = 422 if form.errors or against else 200
    response = render(request, "people/set_up_second_factor.html", page, status=status)
    response["Cache-Control"] = "no-store"
    return response
