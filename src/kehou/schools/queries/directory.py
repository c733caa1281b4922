"""The public directory of districts and schools."""

from datetime import date

from django.db.models import Q, QuerySet

from kehou.platform.actors import Actor
from kehou.schools.models import District, School


def districts(*, on: date) -> QuerySet[District]:
    """The districts that the city has on that day, by code. The list is public."""
    there = Q(until__isnull=True) | Q(until__gt=on)
    return District.objects.filter(there, first_day__lte=on).order_by("code")


def schools() -> QuerySet[School]:
    """Every school, by district and code. The directory is public."""
    return School.objects.select_related("district").order_by("district__code", "code")


def schools_in(*, district_id: int) -> QuerySet[School]:
    """The schools of a district, by code."""
    return School.objects.filter(district_id=district_id)


def school_of(actor: Actor) -> School:
    """The school in which the actor sits. `LookupError` for whoever sits in none or several."""
    return School.objects.get(pk=actor.one_school)


def district_of(actor: Actor) -> District:
    """The district in which the actor sits, or the one of their school. `LookupError` for none."""
    if actor.district_id is not None:
        return District.objects.get(pk=actor.district_id)
    return school_of(actor).district
