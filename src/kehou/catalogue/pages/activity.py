from collections.abc import Iterable, Iterator

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from kehou.catalogue.permissions import activities_of, activities_to_review
from kehou.catalogue.queries import OUTCOMES, Change, Step, activities_found, history_of
from kehou.ordinance.roles import Role
from kehou.platform.http import ActingRequest, open_to
from kehou.platform.workbook.exports import Listing, export_answer, is_export

UNCHANGED = Change(part="", before="", after="")
SAID = dict(OUTCOMES)
# One line for each part that changed, and one for a step that changed nothing.
HISTORY: Listing[tuple[Step, Change]] = Listing(
    _("History"),
    (
        (_("Time"), lambda line: line[0].at),
        (_("Who"), lambda line: line[0].who),
        (_("Version"), lambda line: line[0].version),
        (_("Review"), lambda line: line[0].stage),
        (_("decision"), lambda line: str(SAID.get(line[0].outcome, ""))),
        (_("comment"), lambda line: line[0].comment),
        (_("What changed"), lambda line: line[1].part),
        (_("Before the change"), lambda line: line[1].before),
        (_("After the change"), lambda line: line[1].after),
    ),
)


@open_to(
    Role.OFFICE,
    Role.PRINCIPAL,
    Role.STAFF,
    Role.DISTRICT_REVIEWER,
    Role.CITY_BUREAU,
    Role.AUDITOR,
    Role.GUARDIAN,
    clause="5.4.b",
)
def activity(request: ActingRequest, activity_id: int) -> HttpResponse:
    """One activity: its plan, and, for whoever answers for it, all it has been through (5.4.b)."""
    actor = request.actor
    found = get_object_or_404(activities_found(activities_of(actor)), pk=activity_id)
    history = () if actor.role is Role.GUARDIAN else history_of(actor, found)
    if is_export(request):
        return export_answer(f"activity-{found.pk}", HISTORY.of(_flat(history)))
    page = {
        "activity": found,
        "history": history,
        "may_write": actor.role is Role.OFFICE,
        "may_review": activities_to_review(actor).filter(pk=found.pk).exists(),
    }
    return render(request, "catalogue/activity.html", page)


def _flat(history: Iterable[Step]) -> Iterator[tuple[Step, Change]]:
    return ((step, change) for step in history for change in step.changes or (UNCHANGED,))
