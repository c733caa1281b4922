"""The numbers of acts and of the events they make (7.3.a)."""

from dataclasses import replace
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from kehou.custody.testing import a_tap


@given(key=st.uuids(), one=st.integers(1), other=st.integers(1))
def test_an_act_makes_one_event_for_a_child_however_often_it_is_sent(
    key: UUID, one: int, other: int
) -> None:
    tap = replace(a_tap(), key=key)
    again = replace(a_tap(), key=key)

    assert tap.event_of(one) == again.event_of(one)
    assert (tap.event_of(one) == tap.event_of(other)) == (one == other)
    assert tap.event_of(one) != replace(tap, key=uuid4()).event_of(one)
