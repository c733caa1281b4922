"""The institutions for which somebody speaks, as seats."""

from datetime import date

from django.db.models import F, OuterRef, Subquery

from kehou.ordinance.roles import Role
from kehou.people.permissions import in_force
from kehou.people.queries import SeatOf
from kehou.providers.models import FileVersion, Representative


def seats_of_representative(person_id: int, on: date) -> list[SeatOf]:
    """Every institution for which this person speaks on that day, by its name today (4.2).

    Asked at sign-in and at every request by `kehou.people.queries.seats`, which lends it the reach
    of the whole city: how far the person reaches is not known before.
    """
    standing = FileVersion.objects.filter(
        institution=OuterRef("institution"), number=OuterRef("institution__version")
    )
    held = Representative.objects.filter(in_force(on), person=person_id)
    named = held.annotate(place=Subquery(standing.values("name"))).order_by(F("place"), "pk")
    return [
        SeatOf(role=Role.INSTITUTION, place=place, institution_id=institution_id)
        for place, institution_id in named.values_list("place", "institution_id")
    ]
