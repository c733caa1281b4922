from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from kehou.catalogue.pages._words import grades_of
from kehou.catalogue.queries import Waiting, waiting_for
from kehou.ordinance.roles import Role
from kehou.platform.clock import now
from kehou.platform.http import ActingRequest, open_to
from kehou.platform.workbook.exports import Listing, export_answer, is_export

LISTING: Listing[Waiting] = Listing(
    _("Reviews"),
    (
        (_("Activity"), lambda row: row.activity.title),
        (_("kind"), lambda row: str(row.activity.get_kind_display())),
        (_("Version"), lambda row: row.activity.version),
        (_("School"), lambda row: row.activity.school.name),
        (_("Campus"), lambda row: row.activity.campus.name),
        (_("Grades"), lambda row: grades_of(row.activity)),
        (_("Leader"), lambda row: row.activity.leader.person.name),
        (_("Waiting since"), lambda row: row.since),
        (_("Days"), lambda row: row.days),
    ),
)


@open_to(Role.PRINCIPAL, Role.DISTRICT_REVIEWER, clause="5.4.b")
def reviews(request: ActingRequest) -> HttpResponse:
    """What waits for this reviewer, the longest waiting first (2.3.b, 5.4.b)."""
    waiting = waiting_for(request.actor, at=now())
    if is_export(request):
        return export_answer("reviews", LISTING.of(waiting))
    return render(request, "catalogue/reviews.html", {"waiting": waiting})
