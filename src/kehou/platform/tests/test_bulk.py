import pytest

from kehou.platform import bulk, walls

pytestmark = pytest.mark.django_db

TABLES = [m for m in walls.own_models() if m._meta.label in ("schools.Campus", "schools.Room")]
CAMPUS, ROOM = sorted(TABLES, key=lambda model: model._meta.label)


def test_reserved_ids_ascend_and_are_given_once() -> None:
    first, second = bulk.reserve_ids(CAMPUS, 3), bulk.reserve_ids(CAMPUS, 2)

    assert sorted({*first, *second}) == [*first, *second]


def test_none_can_be_reserved() -> None:
    assert list(bulk.reserve_ids(CAMPUS, 0)) == []


def test_numbered_ids_follow_from_the_number_alone() -> None:
    bulk.reserve_ids(CAMPUS, 7)

    with bulk.ids_numbered(2):
        campuses, rooms = bulk.reserve_ids(CAMPUS, 2), bulk.reserve_ids(ROOM, 1)
        more = bulk.reserve_ids(CAMPUS, 1)

    first = bulk.FIRST_BY_NUMBER + 2 * bulk.IDS_PER_NUMBER
    assert [*campuses, *more] == [first, first + 1, first + 2]
    assert list(rooms) == [first], "each table counts for itself"
    assert bulk.reserve_ids(CAMPUS, 1)[0] < bulk.FIRST_BY_NUMBER


def test_a_number_has_only_so_many_ids() -> None:
    with bulk.ids_numbered(1), pytest.raises(RuntimeError, match="more than"):
        bulk.reserve_ids(CAMPUS, bulk.IDS_PER_NUMBER + 1)
