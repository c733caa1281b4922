import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehou.kernel.money import NOTHING, Money

AMOUNTS = st.integers(min_value=0, max_value=10**12).map(Money)
WEIGHTS = st.lists(st.integers(0, 10_000), min_size=1, max_size=40).filter(lambda ws: sum(ws) > 0)


@given(AMOUNTS, WEIGHTS)
def test_a_share_loses_nothing_and_favours_no_one(amount: Money, weights: list[int]) -> None:
    shares = amount.share(weights)

    assert sum(s.fen for s in shares) == amount.fen
    for share, weight in zip(shares, weights, strict=True):
        distance = share.fen * sum(weights) - amount.fen * weight
        assert abs(distance) < sum(weights), "within one fen of the exact part"
        assert weight > 0 or share == NOTHING


@pytest.mark.parametrize("amount", [1.0, "1", True, None])
def test_money_is_a_whole_number(amount: object) -> None:
    with pytest.raises(TypeError):
        Money(amount)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fen", "written"),
    [(0, "0.00"), (5, "0.05"), (100000, "1,000.00"), (-1234567, "-12,345.67")],
)
def test_money_is_written_in_yuan(fen: int, written: str) -> None:
    assert str(Money(fen)) == written


@given(st.integers(-(10**12), 10**12), st.integers(-(10**12), 10**12), st.integers(0, 1000))
def test_money_adds_as_whole_numbers(a: int, b: int, times: int) -> None:
    assert Money(a) + Money(b) - Money(b) == Money(a)
    assert Money(a) * times == Money(a * times)
    assert Money.yuan(a) == Money(a * 100)


@pytest.mark.parametrize("weights", [[], [0, 0], [-1, 2]])
def test_a_share_needs_weights(weights: list[int]) -> None:
    with pytest.raises(ValueError, match="share"):
        Money(100).share(weights)
