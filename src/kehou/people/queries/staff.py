"""The staff to look at."""

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from kehou.people.models import Staff
from kehou.people.permissions import staff_of

if TYPE_CHECKING:
    from kehou.platform.actors import Actor


def staff_in_service(actor: "Actor") -> QuerySet[Staff]:
    """Who is on the staff now, by name (7.1.b)."""
    staff = staff_of(actor).filter(left_on__isnull=True).select_related("person")
    return staff.order_by("person__sort_key", "staff_number")
