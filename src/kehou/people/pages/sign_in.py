from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from kehou.kernel.explained import Reason, Verdict
from kehou.people import actions
from kehou.people.queries.sessions import (
    By,
    account_of,
    begin,
    next_step,
    remember_where_to,
)
from kehou.people.queries.visitors import remember_device, visitor_of
from kehou.platform.clock import now
from kehou.platform.http import ActingRequest, open_to


class NameAndPassword(forms.Form):
    """What the school's staff sign in with. The password is taken as typed, spaces and all."""

    login_name = forms.CharField(
        label=_("Login name"),
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


@open_to(methods=("GET", "POST"))
def sign_in(request: ActingRequest) -> HttpResponse:
    """The door for staff. Whoever stands inside already is led to what is still missing."""
    at = now()
    if request.method != "POST" and account_of(request):
        remember_where_to(request, request.GET.get("next", ""))
        return redirect(next_step(request, at=at))
    form = NameAndPassword(request.POST if request.method == "POST" else None)
    against: tuple[Reason, ...] = ()
    if form.is_valid():
        visitor = visitor_of(request)
        answer = actions.sign_in(actor=request.actor, at=at, visitor=visitor, **form.cleaned_data)
        if not isinstance(answer, Verdict):
            begin(request, answer, by=By.PASSWORD, at=at)
            remember_where_to(request, request.POST.get("next", ""))
            response = redirect(next_step(request, at=at))
            remember_device(response, visitor, answer.pk)
            return response
        against = answer.against
    page = {
        "form": form,
        "against": against,
        "next": request.POST.get("next") or request.GET.get("next", ""),
    }
    status = 422 if form.errors or against else 200
    return render(request, "people/sign_in.html", page, status=status)
