from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _

from kehou.ordinance.roles import RESETS_SECOND_FACTOR
from kehou.people import actions
from kehou.people.permissions import accounts_of
from kehou.platform.clock import now
from kehou.platform.http import ActingRequest, open_to


class Grounds(forms.Form):
    """Why, in words that name nobody: they go into the journal."""

    grounds = forms.ChoiceField(
        label=_("Why"),
        choices=[
            ("phone lost", _("The phone is lost or stolen")),
            ("phone replaced", _("There is a new phone")),
            ("app gone", _("The app or its entry is gone")),
        ],
        widget=forms.RadioSelect,
    )


@open_to(*RESETS_SECOND_FACTOR, methods=("GET", "POST"), clause="7.1.a")
def reset_second_factor(request: ActingRequest, account_id: int) -> HttpResponse:
    """Take away a second factor from somebody who lost theirs (7.1.a)."""
    account = get_object_or_404(accounts_of(request.actor), pk=account_id)
    form = Grounds(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.reset_second_factor(
            actor=request.actor, at=now(), account=account, grounds=form.cleaned_data["grounds"]
        )
        messages.success(request, _("Done. They set up another at their next sign-in."))
        return redirect("people:second_factors")
    page = {"form": form, "account": account}
    status = 422 if form.errors else 200
    return render(request, "people/reset_second_factor.html", page, status=status)
