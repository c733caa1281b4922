"""How planned classes are written: the classes by their own context, their teachers here."""

from datetime import datetime
from typing import TYPE_CHECKING

from kehou.people.models import ClassTeacher
from kehou.people.queries.places_plan import ClassesPlan
from kehou.schools.actions import set_classes
from kehou.schools.core.class_names import ClassName
from kehou.schools.queries import classes_in

if TYPE_CHECKING:
    from kehou.platform.actors import Actor
    from kehou.schools.models import School


def write_classes(plan: ClassesPlan, *, actor: "Actor", school: "School", at: datetime) -> None:
    """Carry out a plan; a class whose teacher is not told keeps the one it has (3.1)."""
    year = plan.school_year
    set_classes(actor=actor, at=at, school=school, school_year=year, wanted=plan.wanted)
    classes = {
        ClassName(c.grade, c.number): c for c in classes_in(school, school_year=plan.school_year)
    }
    led = {classes[name].pk: staff_id for name, staff_id in plan.leaders.items()}
    standing = list(ClassTeacher.objects.filter(class_by_day__in=led))
    for row in standing:
        row.staff_id = led.pop(row.class_by_day_id)
    ClassTeacher.objects.bulk_update(standing, ["staff"])
    ClassTeacher.objects.bulk_create(
        ClassTeacher(school=school, class_by_day_id=class_id, staff_id=staff_id)
        for class_id, staff_id in led.items()
    )
