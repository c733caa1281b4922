from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from kehou.catalogue.permissions import activities_of, activities_to_review
from kehou.catalogue.queries import activities_found, history_of
from kehou.ordinance.roles import Role
from kehou.platform.http import ActingRequest, open_to


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
    page = {
        "activity": found,
        "history": () if actor.role is Role.GUARDIAN else history_of(actor, found),
        "may_write": actor.role is Role.OFFICE,
        "may_review": activities_to_review(actor).filter(pk=found.pk).exists(),
    }
    return render(request, "catalogue/activity.html", page)
