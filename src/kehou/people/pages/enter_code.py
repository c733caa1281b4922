from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from kehou.kernel.explained import Reason
from kehou.people.actions import accept_code, sign_in_guardian
from kehou.people.queries.phones import GOOD_FOR, guardians_behind
from kehou.people.queries.sessions import By, begin, code_of, next_step
from kehou.people.queries.visitors import remember_device, visitor_of
from kehou.platform.clock import city_day, now
from kehou.platform.http import ActingRequest, open_to


class Digits(forms.Form):
    """Six digits; spaces that a phone puts between them are forgiven."""

    digits = forms.CharField(
        label=_("Six digits"),
        max_length=12,
        widget=forms.TextInput(
            attrs={
                "inputmode": "numeric",
                "autocomplete": "one-time-code",
                "class": "code-digits",
                "autofocus": True,
            }
        ),
    )

    def clean_digits(self) -> str:
        digits = "".join(self.cleaned_data["digits"].split())
        if not (len(digits) == 6 and digits.isascii() and digits.isdigit()):
            raise forms.ValidationError(_("A code has six digits."))
        return digits


@open_to(methods=("GET", "POST"), clause="2.3.c")
def enter_code(request: ActingRequest) -> HttpResponse:
    """The code from the phone. Only the browser that asked for it may enter it (2.3.c)."""
    at, code = now(), code_of(request)
    if code is None:
        return redirect("people:sign_in_by_phone")
    form = Digits(request.POST if request.method == "POST" else None)
    against: tuple[Reason, ...] = ()
    if form.is_valid():
        digits = form.cleaned_data["digits"]
        verdict = accept_code(actor=request.actor, at=at, code=code, digits=digits)
        if verdict:
            persons = guardians_behind(bytes(code.phone_index), on=city_day(at))
            if len(persons) > 1:
                return redirect("people:choose_person")
            account = sign_in_guardian(actor=request.actor, at=at, code=code, person=persons[0])
            begin(request, account, by=By.PHONE, at=at)
            response = redirect(next_step(request, at=at))
            remember_device(response, visitor_of(request), account.pk)
            return response
        against = verdict.against
    page = {"form": form, "against": against, "minutes": GOOD_FOR.seconds // 60}
    status = 422 if form.errors or against else 200
    return render(request, "people/enter_code.html", page, status=status)
