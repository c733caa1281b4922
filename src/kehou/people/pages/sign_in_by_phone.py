from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from kehou.kernel.explained import Reason, Refused
from kehou.people.actions import send_code
from kehou.people.queries.sessions import account_of, next_step, remember_code, remember_where_to
from kehou.people.queries.visitors import visitor_of
from kehou.platform.clock import now
from kehou.platform.http import ActingRequest, open_to
from kehou.platform.workbook import cells


class PhoneNumber(forms.Form):
    """A mobile number in any way of writing; it is compared as rolls write it."""

    phone = forms.CharField(
        label=_("Mobile phone number"),
        max_length=30,
        help_text=_("The number that your child's school has of you."),
        widget=forms.TextInput(
            attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel-national"}
        ),
    )

    def clean_phone(self) -> str:
        try:
            phone = cells.phone(self.cleaned_data["phone"])
        except Refused:
            phone = None
        if phone is None or phone.startswith("0"):
            raise forms.ValidationError(
                _("This is not a mobile number. Please enter all 11 digits.")
            )
        return phone


@open_to(methods=("GET", "POST"), clause="2.3.c")
def sign_in_by_phone(request: ActingRequest) -> HttpResponse:
    """The door for guardians: a phone number, to which a code is sent (2.3.c)."""
    at = now()
    if request.method != "POST" and account_of(request):
        remember_where_to(request, request.GET.get("next", ""))
        return redirect(next_step(request, at=at))
    form = PhoneNumber(request.POST if request.method == "POST" else None)
    against: tuple[Reason, ...] = ()
    if form.is_valid():
        phone = form.cleaned_data["phone"]
        try:
            code = send_code(actor=request.actor, at=at, phone=phone, visitor=visitor_of(request))
        except Refused as refused:
            against = refused.against
        else:
            remember_code(request, code)
            remember_where_to(request, request.POST.get("next", ""))
            return redirect("people:enter_code")
    page = {
        "form": form,
        "against": against,
        "next": request.POST.get("next") or request.GET.get("next", ""),
    }
    status = 422 if form.errors or against else 200
    return render(request, "people/sign_in_by_phone.html", page, status=status)
