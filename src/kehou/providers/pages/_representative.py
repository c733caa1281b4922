"""What is asked of whoever will speak for an institution, and the page that tells the password."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _


class RepresentativeForm(forms.Form):
    """Who speaks for the institution, and the name they sign in with."""

    representative = forms.CharField(
        label=_("representative"), max_length=60, help_text=_("Name as in the identity card.")
    )
    login_name = forms.CharField(
        label=_("login name"),
        max_length=60,
        help_text=_("Whoever speaks for another institution already keeps the same one."),
    )


def tell_password(
    request: HttpRequest, *, institution_id: int, name: str, login_name: str, password: str
) -> HttpResponse:
    """The first password, once: it is kept nowhere, and a reload would ask for it in vain."""
    page = {
        "institution_id": institution_id,
        "name": name,
        "login_name": login_name,
        "password": password,
    }
    response = render(request, "providers/first_password.html", page)
    response["Cache-Control"] = "no-store"
    return response
