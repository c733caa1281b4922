"""A form that asks why, and the page around it: for what one may not do without saying why."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from kehou.kernel.explained import Reason, Refused

GROUNDS_MAX = 1000


class GroundsForm(forms.Form):
    """Why. Whoever it is about reads it."""

    grounds = forms.CharField(
        label=_("grounds"),
        max_length=GROUNDS_MAX,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("The institution reads this, and it stays in its file."),
    )


def answer_with_grounds(
    request: HttpRequest,
    form: GroundsForm,
    act: Callable[[dict[str, Any]], object],
    *,
    page: dict[str, Any],
    done: str,
    back: str,
) -> HttpResponse:
    """Show the form, or do what it asks for: `done` is said then, `back` is where one goes on."""
    against: tuple[Reason, ...] = ()
    if form.is_valid():
        try:
            act(form.cleaned_data)
        except Refused as refused:
            against = refused.against
        else:
            messages.success(request, done)
            return redirect(back)
    status = 422 if form.errors or against else 200
    page = {"form": form, "against": against, "back": back, **page}
    return render(request, "providers/with_grounds.html", page, status=status)
