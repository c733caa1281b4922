from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _

from kehou.ordinance.roles import APPOINTS
from kehou.people import actions
from kehou.people.permissions import accounts_under, may_look_after
from kehou.people.queries.histories import GROUNDS_SAID
from kehou.platform.clock import now
from kehou.platform.http import ActingRequest, open_to
from kehou.platform.permissions import authorise

WHY = ("left", "long leave", "suspected misuse")


class Why(forms.Form):
    """Why, in words that name nobody: they go into the journal."""

    grounds = forms.ChoiceField(
        label=_("Why"),
        choices=[(grounds, GROUNDS_SAID[grounds]) for grounds in WHY],
        widget=forms.RadioSelect,
    )


@open_to(*APPOINTS, methods=("GET", "POST"), clause="7.1.a")
def disable_account(request: ActingRequest, person_id: int) -> HttpResponse:
    """Nobody comes in by this account any more (7.1.a)."""
    account = get_object_or_404(accounts_under(request.actor), person=person_id)
    authorise(request.actor, may_look_after, account.person)
    form = Why(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.disable_account(actor=request.actor, at=now(), account=account, **form.cleaned_data)
        messages.success(request, _("The account is disabled and signed out everywhere."))
        return redirect("people:account", person_id=account.person_id)
    page = {"form": form, "account": account}
    status = 422 if form.errors else 200
    return render(request, "people/disable_account.html", page, status=status)
