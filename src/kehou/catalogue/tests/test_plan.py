"""Plans: written alike when they are alike, and compared part by part (5.4.b)."""

import json
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehou.catalogue.core.plan import Meeting, Plan, Slot, changed_parts, meetings, runs

CHESS = Plan(
    title="国际象棋",
    kind="club",
    summary="下棋",
    educations=("intellectual", "moral"),
    grades=(3, 4),
    slots=(Slot(1, 1), Slot(3, 2)),
    room_id=7,
    leader_id=8,
    smallest=5,
    largest=20,
)

PLANS = st.builds(
    Plan,
    title=st.text(max_size=5),
    kind=st.sampled_from(["club", "homework_time"]),
    summary=st.text(max_size=5),
    educations=st.lists(st.sampled_from(["moral", "labour"]), unique=True).map(tuple),
    grades=st.lists(st.integers(1, 9), unique=True).map(tuple),
    slots=st.lists(st.builds(Slot, st.integers(1, 5), st.integers(1, 2)), unique=True).map(tuple),
    room_id=st.integers(1, 9),
    leader_id=st.integers(1, 9),
    smallest=st.integers(1, 5),
    largest=st.integers(5, 9),
    by_class=st.booleans(),
)


@given(PLANS)
def test_a_plan_read_back_is_the_plan_in_order(plan: Plan) -> None:
    kept = json.loads(json.dumps(plan.as_written()))

    assert Plan.as_read(kept) == plan.in_order()
    assert changed_parts(plan, Plan.as_read(kept)) == ()


@given(PLANS, PLANS)
def test_what_did_not_change_is_not_told(before: Plan, after: Plan) -> None:
    old, new = before.in_order(), after.in_order()

    assert changed_parts(before, after) == tuple(
        part for part in Plan.__dataclass_fields__ if getattr(old, part) != getattr(new, part)
    )


def test_the_order_of_ticks_is_no_change() -> None:
    shuffled = replace(CHESS, grades=(4, 3), slots=(Slot(3, 2), Slot(1, 1)))

    assert changed_parts(CHESS, shuffled) == ()
    assert changed_parts(CHESS, replace(CHESS, largest=24, room_id=9)) == ("room_id", "largest")


def test_a_plan_knows_its_weekdays() -> None:
    assert CHESS.weekdays == {1, 3}


@pytest.mark.parametrize(
    ("slots", "told"),
    [
        ((), ()),
        ((Slot(3, 2),), (Meeting(3, 3, (2,)),)),
        ((Slot(1, 2), Slot(1, 1), Slot(2, 1), Slot(2, 2)), (Meeting(1, 2, (1, 2)),)),
        ((Slot(1, 1), Slot(2, 2), Slot(3, 2)), (Meeting(1, 1, (1,)), Meeting(2, 3, (2,)))),
        ((Slot(1, 1), Slot(3, 1)), (Meeting(1, 1, (1,)), Meeting(3, 3, (1,)))),
    ],
)
def test_the_week_is_told_in_few_words(slots: tuple[Slot, ...], told: tuple[Meeting, ...]) -> None:
    assert meetings(slots) == told


@given(st.frozensets(st.integers(1, 9)))
def test_runs_hold_every_number_and_no_other(numbers: frozenset[int]) -> None:
    told = runs(numbers)

    assert [n for first, last in told for n in range(first, last + 1)] == sorted(numbers)
    assert all(before[1] + 1 < after[0] for before, after in pairwise(told))
