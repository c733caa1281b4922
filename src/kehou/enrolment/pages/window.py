from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from kehou.enrolment.permissions import windows_of
from kehou.enrolment.queries import ClassLine, numbers_by_class, stand_of
from kehou.ordinance.roles import Role
from kehou.platform.clock import city_day, now
from kehou.platform.http import ActingRequest, open_to
from kehou.platform.workbook.exports import Listing, export_answer, is_export

LISTING: Listing[ClassLine] = Listing(
    _("Applications"),
    (
        (_("Class"), lambda line: str(line.class_by_day)),
        (_("Pupils on the roll"), lambda line: line.pupils),
        (_("Applied"), lambda line: line.applied),
        (_("Withdrawn"), lambda line: line.withdrawn),
    ),
)


@open_to(Role.OFFICE, Role.PRINCIPAL, clause="7.2.b")
def window(request: ActingRequest, window_id: int) -> HttpResponse:
    """A window with its commitment and the numbers of each class, and nobody's name (2.3.c)."""
    found = get_object_or_404(
        windows_of(request.actor).select_related("school", "term"), pk=window_id
    )
    classes = numbers_by_class(request.actor, found, on=city_day(now()))
    if is_export(request):
        return export_answer(f"window-{found.pk}", LISTING.of(classes))
    page = {
        "window": found,
        "stand": stand_of(found, at=now()),
        "classes": classes,
        "pupils": sum(line.pupils for line in classes),
        "applied": sum(line.applied for line in classes),
        "withdrawn": sum(line.withdrawn for line in classes),
    }
    return render(request, "enrolment/window.html", page)
