import pytest

from kehou.kernel.explained import Reason, Refused, Verdict, refuse


def test_a_verdict_without_reasons_is_yes() -> None:
    assert Verdict()
    Verdict().require()


def test_a_refusal_carries_every_reason() -> None:
    reasons = (Reason("window_closed", "7.2.b"), Reason("ranked_twice"))

    with pytest.raises(Refused) as refused:
        Verdict(reasons).require()

    assert refused.value.against == reasons
    assert str(refused.value) == "window_closed (7.2.b), ranked_twice (no clause)"


def test_one_reason_can_be_raised_at_once() -> None:
    assert refuse("over_budget", "6.1.b", left=3).against == (
        Reason("over_budget", "6.1.b", {"left": 3}),
    )
