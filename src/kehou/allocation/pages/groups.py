"""The groups of a school: activity, time, room, children."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from kehou.allocation.permissions import groups_of
from kehou.allocation.queries.draws import GroupRow, groups_with_sizes
from kehou.ordinance import spoken
from kehou.ordinance.roles import Role
from kehou.platform.clock import city_day, now
from kehou.platform.http import ActingRequest, open_to
from kehou.platform.workbook.exports import Listing, export_answer, is_export, spoken_here

LISTING: Listing[GroupRow] = Listing(
    _("Groups"),
    (
        (_("Weekday"), lambda row: spoken.weekday(row.group.weekday, spoken_here())),
        (_("Period"), lambda row: row.group.period),
        (_("Activity"), lambda row: row.group.activity.title),
        (_("Group"), lambda row: row.group.number),
        (_("Campus"), lambda row: row.group.room.campus.name),
        (_("Room"), lambda row: row.group.room.name),
        (_("Children"), lambda row: row.children),
    ),
)


@open_to(Role.OFFICE, Role.PRINCIPAL, Role.SAFETY_OFFICER, clause="7.2.b")
def groups(request: ActingRequest) -> HttpResponse:
    """Every group of the published draw by weekday and period, with its number of children."""
    weekdays = groups_with_sizes(groups_of(request.actor), on=city_day(now()))
    if is_export(request):
        return export_answer("groups", LISTING.of(row for _, rows in weekdays for row in rows))
    return render(request, "allocation/groups.html", {"weekdays": weekdays})
