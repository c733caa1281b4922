from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kehou.kernel.explained import Reason, Refused
from kehou.ordinance.roles import Role
from kehou.platform.clock import city_day, now
from kehou.platform.http import ActingRequest, open_to
from kehou.providers import actions
from kehou.providers.queries import districts_to_apply_to, institution_of, newest_version


class DistrictForm(forms.Form):
    """Which district, of those where the file does not wait already."""

    district = forms.TypedChoiceField(label=_("district"), coerce=int)


@open_to(Role.INSTITUTION, methods=("GET", "POST"), clause="4.2")
def apply_to_district(request: ActingRequest) -> HttpResponse:
    """Ask a district for a place on its white list (4.2, 5.2.a)."""
    institution, at = institution_of(request.actor), now()
    form = DistrictForm(
        request.POST if request.method == "POST" else None,
        initial={"district": request.GET.get("district")},
    )
    there = districts_to_apply_to(institution, on=city_day(at))
    choice = form.fields["district"]
    assert isinstance(choice, forms.ChoiceField)
    choice.choices = [(district.pk, district.name) for district in there]
    against: tuple[Reason, ...] = ()
    if form.is_valid():
        try:
            actions.apply_to_district(
                actor=request.actor,
                at=at,
                institution=institution,
                district=there.get(pk=form.cleaned_data["district"]),
            )
        except Refused as refused:
            against = refused.against
        else:
            messages.success(request, gettext("Your file is with the district."))
            return redirect("providers:my_institution")
    page = {
        "form": form,
        "against": against,
        "version": newest_version(institution),
        "districts": there,
    }
    status = 422 if form.errors or against else 200
    return render(request, "providers/apply_to_district.html", page, status=status)
