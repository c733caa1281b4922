from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kehou.catalogue.permissions import activities_of
from kehou.catalogue.queries import KINDS, STATES, activities_found
from kehou.ordinance import spoken
from kehou.ordinance.roles import Role
from kehou.platform.http import ActingRequest, open_to

ON_A_PAGE = 50
ANY = ("", _("all"))


class ActivityFilter(forms.Form):
    """Which activities are asked for; what is left open asks for all."""

    state = forms.ChoiceField(label=_("state"), required=False, choices=[ANY, *STATES])
    kind = forms.ChoiceField(label=_("kind"), required=False, choices=[ANY, *KINDS])
    grade = forms.TypedChoiceField(label=_("grade"), required=False, coerce=int, empty_value=None)

    def __init__(self, asked: QueryDict) -> None:
        super().__init__(asked)
        grade = self.fields["grade"]
        assert isinstance(grade, forms.ChoiceField)
        language = get_language() or "zh-hans"
        grade.choices = [ANY, *((n, spoken.grade(n, language)) for n in range(1, 10))]


@open_to(
    Role.OFFICE,
    Role.PRINCIPAL,
    Role.STAFF,
    Role.DISTRICT_REVIEWER,
    Role.CITY_BUREAU,
    Role.AUDITOR,
    clause="4.1",
)
def activities(request: ActingRequest) -> HttpResponse:
    """What the schools in reach offer or are about to, with the state of each (4.1)."""
    form = ActivityFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    found = activities_found(activities_of(request.actor), **asked)
    page = {
        "form": form,
        "page": Paginator(found, ON_A_PAGE).get_page(request.GET.get("page")),
        "may_write": request.actor.role is Role.OFFICE,
        "sees_schools": len(request.actor.reads.schools) != 1,
    }
    return render(request, "catalogue/activities.html", page)
