from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kehou.people.core.waiting import NO_WAIT, Patience

PATIENCE = st.builds(
    Patience,
    free=st.integers(0, 50),
    first=st.integers(1, 100).map(lambda s: timedelta(seconds=s)),
    most=st.integers(100, 10_000).map(lambda s: timedelta(seconds=s)),
)
NOON = datetime(2026, 10, 14, 12, tzinfo=UTC)


@given(PATIENCE, st.integers(0, 10**6))
def test_waiting_never_shrinks_and_never_locks_out(patience: Patience, times: int) -> None:
    assert patience.wait(times) <= patience.wait(times + 1) <= patience.most
    assert (patience.wait(times) == NO_WAIT) == (times <= patience.free)


@given(PATIENCE, st.integers(0, 100), st.integers(0, 20_000))
def test_what_is_left_and_what_has_passed_make_the_wait(
    patience: Patience, times: int, seconds: int
) -> None:
    passed = timedelta(seconds=seconds)

    left = patience.left(times, last=NOON, at=NOON + passed)

    assert left == max(patience.wait(times) - passed, NO_WAIT)


def test_each_time_doubles_the_wait() -> None:
    patience = Patience(free=2, first=timedelta(seconds=1), most=timedelta(seconds=5))

    assert [patience.wait(times).seconds for times in range(7)] == [0, 0, 0, 1, 2, 4, 5]
    assert patience.left(6, last=None, at=NOON) == NO_WAIT
