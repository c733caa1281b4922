"""The afternoons of a school, and the plan it works by (3.2, 7.1.a, 7.2.a, 8.a)."""

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehou.kernel.explained import Reason
from kehou.ordinance.parameters import Ordinance
from kehou.ordinance.rules.schools import (
    Afternoon,
    Period,
    PlanVote,
    admissible_afternoon,
    admissible_service_day,
    approved_plan,
)

ORDINANCE = Ordinance(date(2026, 9, 1))
FIRST = Period(time(15, 50), time(16, 30))
SECOND = Period(time(16, 40), time(17, 20))
THIRD = Period(time(17, 30), time(18, 10))
USUAL = Afternoon(time(15, 40), (FIRST, SECOND))
VOTE = PlanVote(head=1, members=frozenset({1, 2, 3}), approved_by=frozenset({1, 2}))

PERIODS = st.tuples(st.times(), st.times()).map(lambda pair: Period(*pair))
AFTERNOONS = st.builds(
    Afternoon, st.times(), st.lists(PERIODS, max_size=4).map(tuple), st.sampled_from(["", "reason"])
)


def test_two_periods_after_lessons_are_the_rule() -> None:
    assert admissible_afternoon(USUAL, ORDINANCE)


def test_a_period_may_begin_in_the_minute_in_which_lessons_or_another_period_end() -> None:
    straight_on = replace(USUAL, periods=(FIRST, Period(FIRST.ends, SECOND.ends)))

    assert admissible_afternoon(replace(straight_on, lessons_end=FIRST.starts), ORDINANCE)


@pytest.mark.parametrize(
    ("afternoon", "reason"),
    [
        pytest.param(
            replace(USUAL, periods=(FIRST, SECOND, THIRD), recorded_reason=" "),
            Reason("too_many_periods", "3.2", {"most": 2, "asked": 3}),
            id="a third period without a recorded reason (3.2)",
        ),
        pytest.param(
            replace(USUAL, lessons_end=time(16)),
            Reason(
                "period_before_lessons_end",
                "3.2",
                {"starts": time(15, 50), "lessons_end": time(16)},
            ),
            id="a period that begins before lessons end (3.2)",
        ),
        pytest.param(
            replace(USUAL, periods=(replace(SECOND, starts=time(16, 29)), FIRST)),
            Reason("periods_overlap", "3.2", {"starts": time(16, 29), "ends": time(16, 30)}),
            id="periods that overlap, in whatever order they are given (3.2)",
        ),
        pytest.param(
            replace(USUAL, periods=(replace(FIRST, ends=time(15, 50)),)),
            Reason("period_without_length", "3.2", {"starts": time(15, 50), "ends": time(15, 50)}),
            id="a period without length (3.2)",
        ),
    ],
)
def test_refuses_an_afternoon(afternoon: Afternoon, reason: Reason) -> None:
    assert admissible_afternoon(afternoon, ORDINANCE).against == (reason,)


def test_a_recorded_reason_lets_a_school_adjust_the_number_of_periods() -> None:
    adjusted = Afternoon(time(15, 40), (FIRST, SECOND, THIRD), "Parents' shifts end at six")

    assert admissible_afternoon(adjusted, ORDINANCE)


@given(AFTERNOONS)
def test_a_recorded_reason_excuses_the_number_and_nothing_else(afternoon: Afternoon) -> None:
    silent = admissible_afternoon(replace(afternoon, recorded_reason=""), ORDINANCE)
    told = admissible_afternoon(replace(afternoon, recorded_reason="reason"), ORDINANCE)

    excused = tuple(reason for reason in silent.against if reason.code != "too_many_periods")
    assert told.against == excused


@given(AFTERNOONS)
def test_the_order_in_which_periods_are_given_changes_nothing(afternoon: Afternoon) -> None:
    turned = replace(afternoon, periods=afternoon.periods[::-1])

    assert admissible_afternoon(turned, ORDINANCE) == admissible_afternoon(afternoon, ORDINANCE)


def test_the_service_is_held_on_class_days_only() -> None:
    refused = Reason("not_a_class_day", "3.2", {"day": ORDINANCE.day})

    assert admissible_service_day(True, ORDINANCE)
    assert admissible_service_day(False, ORDINANCE).against == (refused,)


def test_the_head_and_more_than_half_approve_a_plan() -> None:
    assert approved_plan(VOTE, ORDINANCE)


@pytest.mark.parametrize(
    ("vote", "refusals"),
    [
        pytest.param(
            replace(VOTE, head=None),
            [("no_head_of_leading_group", "7.1.a")],
            id="no head in office (7.1.a)",
        ),
        pytest.param(
            replace(VOTE, head=3),
            [("plan_not_approved_by_head", "7.2.a")],
            id="the head has not approved (7.2.a)",
        ),
        pytest.param(
            replace(VOTE, members=frozenset({1, 2, 3, 4})),
            [("plan_without_majority", "7.2.a")],
            id="half is not more than half (7.2.a)",
        ),
        pytest.param(
            replace(VOTE, approved_by=frozenset({1, 8, 9})),
            [("plan_without_majority", "7.2.a")],
            id="approvals of people out of office do not count (7.2.a)",
        ),
        pytest.param(
            PlanVote(None, frozenset(), frozenset()),
            [("no_head_of_leading_group", "7.1.a"), ("plan_without_majority", "7.2.a")],
            id="no leading group at all (7.1.a, 7.2.a)",
        ),
    ],
)
def test_refuses_a_plan(vote: PlanVote, refusals: list[tuple[str, str]]) -> None:
    against = approved_plan(vote, ORDINANCE).against

    assert [(reason.code, reason.clause) for reason in against] == refusals


def test_no_plan_is_approved_after_the_ordinance_has_ended() -> None:
    (reason,) = approved_plan(VOTE, Ordinance(date(2027, 9, 1))).against

    assert (reason.code, reason.clause) == ("ordinance_ended", "8.a")
