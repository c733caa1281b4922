import pytest

from kehou.ordinance.roles import Role
from kehou.platform.errors import Forbidden
from kehou.platform.models import JournalEntry
from kehou.schools.actions import WantedRoom, set_rooms
from kehou.schools.models import Room
from kehou.schools.testing import AFTERNOON, a_room, a_school, an_actor

pytestmark = pytest.mark.django_db


def test_rooms_are_added_changed_and_otherwise_left_alone() -> None:
    school = a_school()
    changing, staying = a_room(school, capacity=40), a_room(school, capacity=30)

    set_rooms(
        actor=an_actor(Role.OFFICE, school),
        at=AFTERNOON,
        school=school,
        wanted=[
            WantedRoom(changing.campus.name, changing.name, "art", 20, floor=2),
            WantedRoom("南校园", "操场", "sports", 300),
        ],
    )

    changing.refresh_from_db()
    assert (changing.kind, changing.capacity, changing.floor) == ("art", 20, 2)
    assert Room.objects.get(name="操场").campus.name == "南校园"
    staying.refresh_from_db()
    assert staying.capacity == 30
    entry = JournalEntry.objects.get(act="schools.rooms_set")
    assert entry.detail == {"campuses": 1, "added": 1, "changed": 1}


def test_others_may_not() -> None:
    school, other = a_school(), a_school()
    wanted = [WantedRoom("北校园", "101", "classroom", 40)]

    for actor in (an_actor(Role.STAFF, school), an_actor(Role.OFFICE, other)):
        with pytest.raises(Forbidden):
            set_rooms(actor=actor, at=AFTERNOON, school=school, wanted=wanted)

    assert not Room.objects.exists()
