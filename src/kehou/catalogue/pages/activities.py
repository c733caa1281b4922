from typing import TYPE_CHECKING

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kehou.catalogue.pages._words import grades_of, periods_of
from kehou.catalogue.permissions import activities_of
from kehou.catalogue.queries import KINDS, STATES, activities_found
from kehou.ordinance import spoken
from kehou.ordinance.roles import Role
from kehou.platform.http import ActingRequest, open_to
from kehou.platform.workbook.exports import Listing, export_answer, is_export

if TYPE_CHECKING:
    from kehou.catalogue.models import Activity

ON_A_PAGE = 50
ANY = ("", _("all"))
LISTING: Listing["Activity"] = Listing(
    _("Activities"),
    (
        (_("Activity"), lambda a: a.title),
        (_("kind"), lambda a: str(a.get_kind_display())),
        (_("Term"), lambda a: str(a.term)),
        (_("School"), lambda a: a.school.name),
        (_("Grades"), grades_of),
        (_("Weekly periods"), periods_of),
        (_("Campus"), lambda a: a.campus.name),
        (_("Room or ground"), lambda a: a.room.name),
        (_("Leader"), lambda a: a.leader.person.name),
        (_("smallest size"), lambda a: a.smallest),
        (_("largest size"), lambda a: a.largest),
        (_("State"), lambda a: str(a.get_state_display())),
    ),
)


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
    if is_export(request):
        return export_answer("activities", LISTING.of(found))
    page = {
        "form": form,
        "page": Paginator(found, ON_A_PAGE).get_page(request.GET.get("page")),
        "may_write": request.actor.role is Role.OFFICE,
        "sees_schools": len(request.actor.reads.schools) != 1,
    }
    return render(request, "catalogue/activities.html", page)
