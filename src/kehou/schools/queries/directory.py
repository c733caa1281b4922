"""The public directory of districts and schools."""

from django.db.models import QuerySet

from kehou.platform.actors import Actor
from kehou.schools.models import School


def schools() -> QuerySet[School]:
    """Every school, by district and code. The directory is public."""
    return School.objects.select_related("district").order_by("district__code", "code")


def schools_in(*, district_id: int) -> QuerySet[School]:
    """The schools of a district, by code."""
    return School.objects.filter(district_id=district_id)


def school_of(actor: Actor) -> School:
    """The school in which the actor sits. `LookupError` for whoever sits in none or several."""
    return School.objects.get(pk=actor.one_school)
