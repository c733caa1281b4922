from django import forms
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from kehou.kernel.explained import Reason
from kehou.people import actions
from kehou.people.queries.sessions import account_of, next_step, owes_password
from kehou.platform.clock import now
from kehou.platform.http import ActingRequest, open_to


class OldAndNewPassword(forms.Form):
    """The new one twice, because nobody sees it."""

    current = forms.CharField(
        label=_("Current password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label=_("New password"),
        max_length=200,
        strip=False,
        help_text=_("At least 12 signs. A few unrelated words are good and easy to remember."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("New password once more"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_again(self) -> str:
        again: str = self.cleaned_data["again"]
        if again != self.cleaned_data.get("new"):
            raise forms.ValidationError(_("The two new passwords differ. Type them once more."))
        return again


@open_to(methods=("GET", "POST"))
def change_password(request: ActingRequest) -> HttpResponse:
    """Another password for whoever signs in with one; who was handed theirs comes here first."""
    at, account = now(), account_of(request)
    if account is None:
        return redirect("people:sign_in")
    if not account.has_usable_password():
        raise Http404
    is_owed = owes_password(request, account)
    form = OldAndNewPassword(request.POST if request.method == "POST" else None)
    against: tuple[Reason, ...] = ()
    if form.is_valid():
        verdict = actions.change_password(
            actor=request.actor,
            at=at,
            account=account,
            current=form.cleaned_data["current"],
            new=form.cleaned_data["new"],
        )
        if verdict:
            update_session_auth_hash(request, account)
            messages.success(request, _("Your password is changed. Other devices are signed out."))
            return redirect(next_step(request, at=at) if is_owed else "people:my_account")
        against = verdict.against
    page = {"form": form, "against": against, "is_owed": is_owed}
    status = 422 if form.errors or against else 200
    return render(request, "people/change_password.html", page, status=status)
