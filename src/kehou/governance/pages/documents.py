from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from kehou.governance.permissions import READERS
from kehou.governance.queries import KINDS, STATES, has_plan, lines_of, newest_versions
from kehou.ordinance.roles import Role
from kehou.platform.clock import city_day, now
from kehou.platform.http import ActingRequest, open_to
from kehou.schools.queries import school_year_on

ON_A_PAGE = 50
ANY = ("", _("all"))


class DocumentFilter(forms.Form):
    """Which documents are asked for; what is left open asks for all."""

    kind = forms.ChoiceField(label=_("kind"), required=False, choices=[ANY, *KINDS])
    state = forms.ChoiceField(label=_("state"), required=False, choices=[ANY, *STATES])


@open_to(*READERS, clause="7.2.a")
def documents(request: ActingRequest) -> HttpResponse:
    """The plans and rules in reach, each with its state and what is missing (7.2.a)."""
    actor, today = request.actor, city_day(now())
    form = DocumentFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    page = Paginator(newest_versions(actor, **asked), ON_A_PAGE).get_page(request.GET.get("page"))
    year = school_year_on(today)
    is_one = len(actor.reads.schools) == 1
    context = {
        "form": form,
        "page": page,
        "lines": lines_of(page.object_list, on=today),
        "may_write": actor.role is Role.OFFICE,
        "sees_schools": not is_one,
        "lacks_plan": is_one and not has_plan(actor, school_year=year),
        "years": f"{year}–{year + 1}",
    }
    return render(request, "governance/documents.html", context)
