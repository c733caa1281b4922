import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehou.allocation.core.grouping import cut
from kehou.kernel.explained import Refused

SEATS = st.lists(st.integers(1, 60), min_size=1, max_size=12)


@given(st.integers(0, 300), SEATS)
def test_everybody_is_in_one_group_in_order_and_every_room_suffices(
    count: int, seats: list[int]
) -> None:
    children = list(range(count))

    if count > sum(seats):
        with pytest.raises(Refused, match="rooms_too_small"):
            cut(children, seats)
        return
    groups = cut(children, seats)

    assert [child for group in groups for child in group] == children
    assert all(len(group) <= room for group, room in zip(groups, seats, strict=False))


def test_no_more_rooms_are_opened_than_needed() -> None:
    assert [len(group) for group in cut(range(80), [45, 45, 45])] == [40, 40]


def test_a_small_room_is_filled_only_as_far_as_it_goes() -> None:
    assert [len(group) for group in cut(range(50), [10, 45])] == [10, 40]
