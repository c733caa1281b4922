"""The special fund: whom it counts, its reach, what may be promised (5.2.d, 6.1.b, 6.3.c)."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehou.kernel.explained import Reason
from kehou.kernel.money import NOTHING, Money
from kehou.ordinance.parameters import Ordinance
from kehou.ordinance.rules.funds import (
    DEFINITIONS,
    Commitment,
    Presence,
    admissible_commitment,
    ceiling_of_fund,
    ceiling_of_institutions,
    participants,
)

ORDINANCE = Ordinance(date(2026, 9, 1))
CONTRACT = Commitment(
    amount=Money.yuan(300),
    to_institution=True,
    budget=Money.yuan(1000),
    committed=Money.yuan(400),
    committed_to_institutions=Money.yuan(200),
)
PAYABLE = st.integers(1, 10**9).map(Money)
AMOUNTS = st.integers(0, 10**9).map(Money)
COMMITMENTS = st.builds(Commitment, PAYABLE, st.booleans(), AMOUNTS, AMOUNTS, AMOUNTS)
PRESENCES = st.builds(Presence, st.booleans(), st.integers(0, 80), st.integers(0, 80))


@pytest.mark.parametrize(
    ("commitment", "against"),
    [
        pytest.param(CONTRACT, [], id="exactly up to half of the budget (5.2.d)"),
        pytest.param(
            replace(CONTRACT, amount=Money(30001)),
            [
                Reason(
                    "over_institution_share",
                    "5.2.d",
                    {"percent": 50, "ceiling": Money(50000), "taken": Money(50001)},
                )
            ],
            id="one fen above half of the budget (5.2.d)",
        ),
        pytest.param(
            replace(CONTRACT, amount=Money(60000), to_institution=False),
            [],
            id="all that is left, to the school's own people (6.1.b)",
        ),
        pytest.param(
            replace(CONTRACT, amount=Money(60001), to_institution=False),
            [Reason("over_budget", "6.1.b", {"left": Money(60000), "asked": Money(60001)})],
            id="one fen above what is left (6.1.b)",
        ),
    ],
)
def test_a_promise_stays_within_budget_and_share(
    commitment: Commitment, against: list[Reason]
) -> None:
    assert admissible_commitment(commitment, ORDINANCE).against == tuple(against)


def test_a_promise_above_both_limits_is_told_both() -> None:
    against = admissible_commitment(replace(CONTRACT, amount=Money.yuan(700)), ORDINANCE).against

    assert [reason.code for reason in against] == ["over_budget", "over_institution_share"]


@given(COMMITMENTS, AMOUNTS)
def test_a_larger_promise_is_never_accepted_where_a_smaller_was_refused(
    commitment: Commitment, more: Money
) -> None:
    larger = replace(commitment, amount=commitment.amount + more)

    if not admissible_commitment(commitment, ORDINANCE):
        assert not admissible_commitment(larger, ORDINANCE)


@given(AMOUNTS, st.lists(st.tuples(PAYABLE, st.booleans()), max_size=20))
def test_promises_accepted_one_by_one_never_pass_a_limit(
    budget: Money, asked: list[tuple[Money, bool]]
) -> None:
    committed = to_institutions = NOTHING
    for amount, to_institution in asked:
        facts = Commitment(amount, to_institution, budget, committed, to_institutions)
        if admissible_commitment(facts, ORDINANCE):
            committed += amount
            to_institutions += amount if to_institution else NOTHING

    assert committed <= budget
    assert to_institutions * 2 <= budget


@pytest.mark.parametrize("amount", [NOTHING, Money(-1)])
def test_a_promise_is_of_more_than_nothing(amount: Money) -> None:
    with pytest.raises(ValueError, match="more than nothing"):
        replace(CONTRACT, amount=amount)


@given(AMOUNTS)
def test_the_share_of_institutions_is_rounded_down_and_shown(total: Money) -> None:
    explained = ceiling_of_institutions(total, ORDINANCE)

    assert explained.value * 2 <= total < (explained.value + Money(1)) * 2
    facts = {"percent": 50, "total": total, "ceiling": explained.value}
    assert explained.steps == (Reason("share_of_institutions", "5.2.d", facts),)


def test_the_fund_of_a_year_is_earned_semester_by_semester() -> None:
    explained = ceiling_of_fund([10, 12], ORDINANCE)

    half = Money.yuan(500)
    assert explained.value == Money.yuan(11_000)
    assert [dict(step.facts) for step in explained.steps] == [
        {"semester": 1, "pupils": 10, "part": half, "amount": Money.yuan(5000)},
        {"semester": 2, "pupils": 12, "part": half, "amount": Money.yuan(6000)},
    ]
    assert {step.clause for step in explained.steps} == {"6.1.b"}


@given(st.integers(0, 5000))
def test_pupils_who_take_part_all_year_earn_the_whole_control_number(pupils: int) -> None:
    assert ceiling_of_fund([pupils, pupils], ORDINANCE).value == Money.yuan(1000) * pupils
    assert ceiling_of_fund([pupils], ORDINANCE).value == Money.yuan(500) * pupils


def test_a_year_has_two_semesters() -> None:
    assert ceiling_of_fund([], ORDINANCE).value == NOTHING
    with pytest.raises(IndexError):
        ceiling_of_fund([1, 1, 1], ORDINANCE)


def test_participants_are_shown_by_every_definition() -> None:
    semester = [
        Presence(has_applied=True, attended=0, held=10),
        Presence(has_applied=True, attended=1, held=10),
        Presence(has_applied=True, attended=4, held=10),
        Presence(has_applied=True, attended=5, held=10),
        Presence(has_applied=True, attended=1, held=1),
        Presence(has_applied=False, attended=9, held=10),
    ]

    explained = participants(semester, ORDINANCE)

    assert explained.value == 4
    assert explained.steps == (
        Reason("participants_counted", "6.3.c", {"definition": "applied", "pupils": 5}),
        Reason("participants_counted", "6.3.c", {"definition": "attended_once", "pupils": 4}),
        Reason("participants_counted", "6.3.c", {"definition": "attended_half", "pupils": 2}),
    )


@given(PRESENCES)
def test_nobody_counts_who_has_not_applied(pupil: Presence) -> None:
    for counts in DEFINITIONS.values():
        assert not counts(replace(pupil, has_applied=False))


@given(st.lists(PRESENCES))
def test_the_definition_in_force_is_one_of_those_shown(semester: list[Presence]) -> None:
    explained = participants(semester, ORDINANCE)

    shown = {step.facts["definition"]: step.facts["pupils"] for step in explained.steps}
    assert explained.value == shown[ORDINANCE["funds.participant_definition"].word]
