"""The rooms of a school."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from kehou.platform import locks
from kehou.platform.audit import journal
from kehou.platform.permissions import authorise
from kehou.schools.models import Campus, Room
from kehou.schools.permissions import may_keep_school

if TYPE_CHECKING:
    from kehou.platform.actors import Actor
    from kehou.schools.models import School


@dataclass(frozen=True, slots=True)
class WantedRoom:
    """One room as it should be, on a campus by its name; without a floor it keeps its own."""

    campus: str
    name: str
    kind: str
    capacity: int
    floor: int | None = None


@transaction.atomic
def set_rooms(
    *, actor: "Actor", at: datetime, school: "School", wanted: Sequence[WantedRoom]
) -> None:
    """Add rooms, or change what they are for and how many they hold; a new campus is added (7.3.c).

    A room that is not named stays: groups may meet in it.
    """
    authorise(actor, may_keep_school, school)
    locks.hold("schools.rooms", school.pk)
    campuses = {campus.name: campus for campus in Campus.objects.filter(school=school)}
    new = dict.fromkeys(told.campus for told in wanted if told.campus not in campuses)
    made = Campus.objects.bulk_create(Campus(school=school, name=name) for name in new)
    campuses |= {campus.name: campus for campus in made}
    standing = {(room.campus_id, room.name): room for room in Room.objects.filter(school=school)}
    added, changed = [], []
    for told in wanted:
        campus = campuses[told.campus]
        room = standing.get((campus.pk, told.name))
        if room is None:
            room = Room(school=school, campus=campus, name=told.name)
            added.append(room)
        else:
            changed.append(room)
        room.kind, room.capacity = told.kind, told.capacity
        room.floor = room.floor if told.floor is None else told.floor
    Room.objects.bulk_create(added)
    Room.objects.bulk_update(changed, ["kind", "capacity", "floor"])
    detail = {"campuses": len(made), "added": len(added), "changed": len(changed)}
    journal.record("schools.rooms_set", school, actor=actor, at=at, detail=detail)
