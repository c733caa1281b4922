from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from kehou.kernel.explained import Reason, Refused
from kehou.platform.clock import city_day, now
from kehou.platform.http import ActingRequest, open_to
from kehou.providers import actions
from kehou.providers.pages._representative import RepresentativeForm, tell_password
from kehou.providers.permissions import KEEP_REGISTER
from kehou.schools.queries import districts


class RegistrationForm(RepresentativeForm):
    """The code and the name; the institution fills in the rest itself."""

    code = forms.CharField(
        label=_("unified social credit code"),
        max_length=30,
        help_text=_("Eighteen signs, on the licence. The last one checks the others."),
    )
    name = forms.CharField(label=_("name of the institution"), max_length=80)
    field_order = ("code", "name", "representative", "login_name")


@open_to(*KEEP_REGISTER, methods=("GET", "POST"), clause="4.2")
def register_institution(request: ActingRequest) -> HttpResponse:
    """Enter an institution into the register, with somebody to speak for it (4.2, 5.2.a)."""
    form = RegistrationForm(request.POST if request.method == "POST" else None)
    against: tuple[Reason, ...] = ()
    if form.is_valid():
        at, actor = now(), request.actor
        own = districts(on=city_day(at)).filter(pk=actor.district_id or 0).first()
        try:
            registered = actions.register_institution(
                actor=actor, at=at, district=own, **form.cleaned_data
            )
        except Refused as refused:
            against = refused.against
        else:
            return tell_password(
                request,
                institution_id=registered.institution.pk,
                name=form.cleaned_data["representative"],
                login_name=registered.login_name,
                password=registered.password,
            )
    page = {"form": form, "against": against}
    status = 422 if form.errors or against else 200
    return render(request, "providers/register_institution.html", page, status=status)
