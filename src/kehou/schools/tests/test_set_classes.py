import pytest

from kehou.ordinance.roles import Role
from kehou.platform.errors import Forbidden
from kehou.platform.models import JournalEntry
from kehou.schools.actions import WantedClass, set_classes
from kehou.schools.models import AdministrativeClass
from kehou.schools.testing import AFTERNOON, a_campus, a_class, a_room, a_school, an_actor

pytestmark = pytest.mark.django_db


def test_classes_are_added_moved_and_otherwise_left_alone() -> None:
    school = a_school()
    moving, staying = a_class(school, number=1), a_class(school, number=2)
    south = a_campus(school, "南校园")
    room = a_room(school, campus=south)

    set_classes(
        actor=an_actor(Role.OFFICE, school),
        at=AFTERNOON,
        school=school,
        school_year=2026,
        wanted=[WantedClass(3, 1, south.pk, room.pk), WantedClass(3, 3, south.pk)],
    )

    moving.refresh_from_db()
    assert (moving.campus, moving.home_room) == (south, room)
    assert list(school.classes.values_list("number", flat=True)) == [1, 2, 3]
    assert staying.campus != south
    entry = JournalEntry.objects.get(act="schools.classes_set")
    assert (entry.detail["added"], entry.detail["moved"]) == (1, 1)


def test_others_may_not() -> None:
    school, other = a_school(), a_school()
    wanted = [WantedClass(3, 1, a_campus(school).pk)]

    for actor in (an_actor(Role.STAFF, school), an_actor(Role.OFFICE, other)):
        with pytest.raises(Forbidden):
            set_classes(actor=actor, at=AFTERNOON, school=school, school_year=2026, wanted=wanted)

    assert not AdministrativeClass.objects.exists()
