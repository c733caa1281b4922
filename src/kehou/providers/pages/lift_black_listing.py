from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext

from kehou.ordinance.roles import Role
from kehou.platform.clock import now
from kehou.platform.http import ActingRequest, open_to
from kehou.providers import actions
from kehou.providers.pages._grounds import GroundsForm, answer_with_grounds
from kehou.providers.permissions import black_listings_of
from kehou.providers.queries import newest_version


@open_to(Role.CITY_BUREAU, methods=("GET", "POST"), clause="5.2.a")
def lift_black_listing(request: ActingRequest, black_listing_id: int) -> HttpResponse:
    """Take an institution off the black list before its day (5.2.a)."""
    mine = black_listings_of(request.actor).select_related("institution")
    black_listing = get_object_or_404(mine, pk=black_listing_id)
    return answer_with_grounds(
        request,
        GroundsForm(request.POST if request.method == "POST" else None),
        lambda answers: actions.lift_black_listing(
            actor=request.actor,
            at=now(),
            black_listing=black_listing,
            because=answers["grounds"],
        ),
        page={
            "title": gettext("Lift the black listing"),
            "about": newest_version(black_listing.institution).name,
            "hint": gettext("White lists stay as they were; it may serve where it is listed."),
            "button": gettext("Lift it"),
        },
        done=gettext("It is off the black list from today."),
        back=reverse("providers:institution", args=[black_listing.institution_id]),
    )
