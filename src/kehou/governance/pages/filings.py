from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from kehou.governance.permissions import WATCH
from kehou.governance.queries import (
    WaitingFiling,
    answered_filings,
    schools_without_plan,
    waiting_filings,
)
from kehou.ordinance.roles import Role
from kehou.platform.clock import city_day, now
from kehou.platform.http import ActingRequest, open_to
from kehou.platform.workbook.exports import Listing, export_answer, is_export
from kehou.schools.queries import school_year_on

if TYPE_CHECKING:
    from kehou.governance.models import Filing

ON_A_PAGE = 50
WAITING: Listing[WaitingFiling] = Listing(
    _("Waiting for an answer"),
    (
        (_("Document"), lambda row: row.filing.version.title),
        (_("School"), lambda row: str(row.filing.school)),
        (_("Waiting"), lambda row: row.days),
    ),
)
ANSWERED: Listing["Filing"] = Listing(
    _("Answered"),
    (
        (_("Document"), lambda filing: filing.version.title),
        (_("School"), lambda filing: str(filing.school)),
        (_("Answer"), lambda filing: filing.answer.get_outcome_display()),
        (_("By whom and when"), lambda filing: filing.answer.answered_by.name),
    ),
)


@open_to(*WATCH, clause="2.1")
def filings(request: ActingRequest) -> HttpResponse:
    """What schools filed and waits, which schools lack a plan, what was answered (2.1, 7.2.a)."""
    actor, at = request.actor, now()
    year = school_year_on(city_day(at))
    if is_export(request):
        tables = WAITING.of(waiting_filings(actor, at=at)), ANSWERED.of(answered_filings(actor))
        return export_answer("filings", *tables)
    context = {
        "waiting": waiting_filings(actor, at=at),
        "without_plan": schools_without_plan(actor, school_year=year),
        "page": Paginator(answered_filings(actor), ON_A_PAGE).get_page(request.GET.get("page")),
        "years": f"{year}–{year + 1}",
        "may_answer": actor.role is Role.DISTRICT_REVIEWER,
    }
    return render(request, "governance/filings.html", context)
