"""The staff to look at."""

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet

from kehou.people.models import Appointment, Person, Staff
from kehou.people.permissions import in_force, staff_of

if TYPE_CHECKING:
    from kehou.platform.actors import Actor
    from kehou.schools.models import School


def staff_in_service(actor: "Actor") -> QuerySet[Staff]:
    """Who is on the staff now, by name (7.1.b)."""
    staff = staff_of(actor).filter(left_on__isnull=True).select_related("person")
    return staff.order_by("person__sort_key", "staff_number")


def adults_at(school: "School", *, on: date) -> QuerySet[Person]:
    """Whoever is on the school's staff or holds an office there that day, by name (7.1.b)."""
    staff = Staff.objects.filter(
        Q(left_on__isnull=True) | Q(left_on__gt=on),
        person=OuterRef("pk"),
        school=school,
        joined_on__lte=on,
    )
    office = Appointment.objects.filter(in_force(on), person=OuterRef("pk"), school=school)
    return Person.objects.filter(Exists(staff) | Exists(office))
