"""The classes of a school year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from kehou.platform import locks
from kehou.platform.audit import journal
from kehou.platform.permissions import authorise
from kehou.schools.models import AdministrativeClass
from kehou.schools.permissions import may_keep_school

if TYPE_CHECKING:
    from kehou.platform.actors import Actor
    from kehou.schools.models import School


@dataclass(frozen=True, slots=True)
class WantedClass:
    """One class as it should be; without a room it keeps the one it has."""

    grade: int
    number: int
    campus_id: int
    room_id: int | None = None


@transaction.atomic
def set_classes(
    *,
    actor: "Actor",
    at: datetime,
    school: "School",
    school_year: int,
    wanted: Sequence[WantedClass],
) -> None:
    """Add classes to a school year, or move those that are there to another campus or room (3.1).

    A class that is not named stays: pupils may sit in it.
    """
    authorise(actor, may_keep_school, school)
    locks.hold("schools.classes", school.pk, school_year)
    year = AdministrativeClass.objects.filter(school=school, school_year=school_year)
    standing = {(c.grade, c.number): c for c in year}
    added, moved = [], []
    for told in wanted:
        class_by_day = standing.get((told.grade, told.number))
        if class_by_day is None:
            class_by_day = AdministrativeClass(
                school=school, school_year=school_year, grade=told.grade, number=told.number
            )
            added.append(class_by_day)
        else:
            moved.append(class_by_day)
        class_by_day.campus_id = told.campus_id
        class_by_day.home_room_id = told.room_id or class_by_day.home_room_id
    AdministrativeClass.objects.bulk_create(added)
    AdministrativeClass.objects.bulk_update(moved, ["campus", "home_room"])
    detail = {"school_year": school_year, "added": len(added), "moved": len(moved)}
    journal.record("schools.classes_set", school, actor=actor, at=at, detail=detail)
