from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from kehou.allocation.permissions import voidable_draws_of
from kehou.ordinance.roles import Role
from kehou.platform.http import ActingRequest, open_to
from kehou.platform.workbook.exports import Listing, export_answer, is_export

if TYPE_CHECKING:
    from kehou.allocation.models import Draw

PREVIEWS: Listing["Draw"] = Listing(
    _("Draws not yet published"),
    (
        (_("School"), lambda row: row.school.name),
        (_("Term"), lambda row: str(row.window.term)),
        (_("Public value"), lambda row: row.public_value),
        (_("Held by"), lambda row: row.drawn_by.name),
        (_("Held at"), lambda row: row.drawn_at),
    ),
)


@open_to(Role.DISTRICT_REVIEWER, clause="7.2.b")
def previews(request: ActingRequest) -> HttpResponse:
    """The previews of the district's schools, for whoever may void a public value (7.2.b)."""
    found = voidable_draws_of(request.actor).defer("result").order_by("school__name", "pk")
    draws = found.select_related("school", "window__term", "drawn_by")
    if is_export(request):
        return export_answer("previews", PREVIEWS.of(draws))
    return render(request, "allocation/previews.html", {"draws": draws})
