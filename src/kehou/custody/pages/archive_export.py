from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from kehou.allocation.permissions import groups_of
from kehou.custody.pages._months import MonthForm, month_asked, sheet_of
from kehou.custody.queries import month_of_group
from kehou.ordinance.roles import Role
from kehou.platform.clock import city_day, now
from kehou.platform.http import ActingRequest, open_to
from kehou.platform.workbook.exports import export_answer


@open_to(Role.OFFICE, Role.PRINCIPAL, Role.SAFETY_OFFICER, clause="7.2.b")
def archive_export(request: ActingRequest, group_id: int) -> HttpResponse:
    """A group's month of the attendance archive as a file (7.2.b)."""
    group = get_object_or_404(groups_of(request.actor), pk=group_id)
    month = month_asked(MonthForm(request.GET, city_day(now())))
    grid = month_of_group(request.actor, group, month)
    return export_answer(f"attendance-{group.pk}-{month:%Y%m}", sheet_of(grid))
