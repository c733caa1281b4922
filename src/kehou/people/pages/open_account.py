from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from kehou.kernel.explained import Reason, Refused
from kehou.ordinance.roles import APPOINTS
from kehou.people import actions
from kehou.people.permissions import may_look_after, persons_under
from kehou.platform.clock import now
from kehou.platform.http import ActingRequest, open_to
from kehou.platform.permissions import authorise


class LoginName(forms.Form):
    """What somebody will sign in with."""

    login_name = forms.CharField(
        label=_("Login name"),
        max_length=60,
        help_text=_("Small letters and digits, such as the pinyin of the name and the number."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )


@open_to(*APPOINTS, methods=("GET", "POST"), clause="7.1.a")
def open_account(request: ActingRequest, person_id: int) -> HttpResponse:
    """Somebody gets a login name, and a slip with a password that is good once (7.1.a)."""
    person = get_object_or_404(persons_under(request.actor), pk=person_id)
    authorise(request.actor, may_look_after, person)
    form = LoginName(request.POST if request.method == "POST" else None)
    against: tuple[Reason, ...] = ()
    if form.is_valid():
        try:
            opened = actions.open_account(
                actor=request.actor, at=now(), person=person, **form.cleaned_data
            )
        except Refused as refused:
            against = refused.against
        else:
            response = render(request, "people/password_slip.html", {"slip": opened})
            response["Cache-Control"] = "no-store"
            return response
    page = {"form": form, "against": against, "person": person}
    status = 422 if form.errors or against else 200
    return render(request, "people/open_account.html", page, status=status)
