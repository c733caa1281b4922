"""What a school has that a plan can be compared with."""

from typing import TYPE_CHECKING

from kehou.catalogue.core.premises import Place, Premises
from kehou.catalogue.models import Activity
from kehou.people.permissions import staff_of
from kehou.schools.queries import periods_by_grade, rooms_in

if TYPE_CHECKING:
    from kehou.platform.actors import Actor
    from kehou.schools.models import School, Term


def premises_of(
    actor: "Actor", school: "School", term: "Term", *, besides: Activity | None = None
) -> Premises:
    """Rooms, staff and periods of a school in a term; `besides` is the activity being written."""
    others = Activity.objects.filter(school=school, term=term)
    if besides is not None:
        others = others.exclude(pk=besides.pk)
    rooms = rooms_in(school)
    staff = staff_of(actor).exclude(left_on__lte=term.first_day).filter(school=school)
    return Premises(
        rooms={room.pk: Place(room.name, room.campus_id, room.capacity) for room in rooms},
        staff=frozenset(staff.values_list("pk", flat=True)),
        periods=periods_by_grade(school, term),
        titles=frozenset(others.values_list("title", flat=True)),
    )
