"""The settled months of the schools in reach."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from kehou.funds.permissions import READERS
from kehou.funds.queries import settled_months
from kehou.kernel.explained import Reason
from kehou.kernel.money import Money
from kehou.ordinance import wording
from kehou.ordinance.roles import Role
from kehou.platform.http import ActingRequest, open_to
from kehou.platform.workbook.exports import Listing, export_answer, is_export, spoken_here

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from kehou.funds.models import MonthSettlement

MONTHS_A_PAGE = 20
MONTHS: Listing["MonthSettlement"] = Listing(
    _("Monthly settlement"),
    (
        (_("School"), lambda row: row.school.name),
        (_("Month"), lambda row: row.month),
        (_("Version"), lambda row: row.version),
        (_("Pupils who applied"), lambda row: row.applied),
        (_("Participants this semester"), lambda row: row.participants),
        (_("Service days this month"), lambda row: row.service_days),
        (_("Attendances this month"), lambda row: row.attendances),
        (_("Ceiling of the fund so far (yuan)"), lambda row: Money(row.ceiling_fen)),
        (_("Settled by"), lambda row: row.settled_by.name),
        (_("Settled at"), lambda row: row.settled_at),
        (_("Fingerprint of the archive"), lambda row: row.archive_hash),
    ),
)
STEPS: Listing[tuple["MonthSettlement", Reason]] = Listing(
    _("How this was counted"),
    (
        (_("School"), lambda line: line[0].school.name),
        (_("Month"), lambda line: line[0].month),
        (_("Step"), lambda line: wording.say(line[1], spoken_here())),
        (_("Clause"), lambda line: wording.cite(line[1].clause, spoken_here())),
    ),
)


@open_to(*READERS, clause="6.3.c")
def settlements(request: ActingRequest) -> HttpResponse:
    """Each month in its newest version, and the steps that led to its ceiling."""
    settled = settled_months(request.actor)
    if is_export(request):
        return export_answer("settlements", MONTHS.of(settled), STEPS.of(_steps(settled)))
    page = Paginator(settled, MONTHS_A_PAGE)
    context = {
        "page": page.get_page(request.GET.get("page")),
        "may_settle": request.actor.role is Role.SCHOOL_FINANCE,
    }
    return render(request, "funds/settlements.html", context)


def _steps(settled: "QuerySet[MonthSettlement]") -> Iterator[tuple["MonthSettlement", Reason]]:
    return ((row, step) for row in settled for step in row.told_steps)
