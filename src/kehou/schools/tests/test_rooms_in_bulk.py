import pytest

from kehou.platform import bulk, reach
from kehou.platform.actors import Reach
from kehou.schools.models import Room
from kehou.schools.testing import a_room, a_school

pytestmark = pytest.mark.django_db


def test_only_the_fields_named_are_changed_of_the_rows_given() -> None:
    school = a_school()
    changed, _ = a_room(school, capacity=40), a_room(school, capacity=40)
    changed.capacity, changed.name = 30, "另名"

    found = bulk.change([changed], ["capacity"])

    assert found == 1
    assert list(Room.objects.order_by("pk").values_list("capacity", flat=True)) == [30, 40]
    assert not Room.objects.filter(name="另名").exists()


def test_nothing_to_change_is_no_error() -> None:
    assert bulk.change([], ["capacity"]) == 0


def test_a_row_beyond_the_reach_is_not_found_and_stays() -> None:
    own, foreign = a_room(a_school(), capacity=40), a_room(a_school(), capacity=40)
    own.capacity = foreign.capacity = 30
    near = Reach(frozenset({own.school_id}))

    with reach.applied(reads=near, writes=near):
        found = bulk.change([own, foreign], ["capacity"])

    assert found == 1
    foreign.refresh_from_db()
    assert foreign.capacity == 40
