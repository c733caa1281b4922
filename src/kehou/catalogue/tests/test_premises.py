"""A plan and what the school has: periods (3.2), rooms (7.2.c), staff (7.1.b)."""

from dataclasses import replace

import pytest

from kehou.catalogue.core.plan import Plan, Slot
from kehou.catalogue.core.premises import Place, Premises, fits
from kehou.catalogue.tests.test_plan import CHESS
from kehou.kernel.explained import Reason

SCHOOL = Premises(
    rooms={7: Place("101", campus_id=1, capacity=24)},
    staff=frozenset({8}),
    periods={3: frozenset({1, 2}), 4: frozenset({1, 2}), 5: frozenset({1})},
    titles=frozenset({"合唱"}),
)


def test_a_plan_that_fits_has_nothing_against_it() -> None:
    assert fits(CHESS, SCHOOL, has_always_room=False)


@pytest.mark.parametrize(
    ("plan", "reason"),
    [
        pytest.param(
            replace(CHESS, summary=" "),
            Reason("activity_is_about_something", "5.4.b"),
            id="says nothing about itself (5.4.b)",
        ),
        pytest.param(
            replace(CHESS, title="合唱"),
            Reason("activity_title_is_used_once_a_term", "7.2.a"),
            id="a title that another has (7.2.a)",
        ),
        pytest.param(
            replace(CHESS, leader_id=9),
            Reason("leader_not_on_the_staff", "7.1.b"),
            id="a leader from elsewhere (7.1.b)",
        ),
        pytest.param(
            replace(CHESS, grades=()),
            Reason("activity_is_for_some_grade", "2.2.a"),
            id="for nobody (2.2.a)",
        ),
        pytest.param(
            replace(CHESS, grades=(3, 9)),
            Reason("grades_without_service", "3.2", {"grades": [9]}),
            id="for a grade without service (3.2)",
        ),
        pytest.param(
            replace(CHESS, slots=()),
            Reason("activity_meets_sometime", "3.2"),
            id="that never meets (3.2)",
        ),
        pytest.param(
            replace(CHESS, grades=(4, 5), slots=(Slot(1, 1), Slot(3, 2))),
            Reason("period_not_served", "3.2", {"weekday": 3, "period": 2, "grades": [5]}),
            id="in a period that one of its grades does not have (3.2)",
        ),
        pytest.param(
            replace(CHESS, smallest=21),
            Reason("activity_has_room_for_its_smallest_size", "7.2.b"),
            id="sizes that cross (7.2.b)",
        ),
        pytest.param(
            replace(CHESS, room_id=70),
            Reason("room_not_of_the_school", "7.2.c"),
            id="another school's room (7.2.c)",
        ),
        pytest.param(
            replace(CHESS, largest=25),
            Reason("room_too_small", "7.2.c", {"room": "101", "capacity": 24, "largest": 25}),
            id="more children than the room holds (7.2.c)",
        ),
    ],
)
def test_a_plan_that_does_not_fit_is_told_why(plan: Plan, reason: Reason) -> None:
    assert fits(plan, SCHOOL, has_always_room=False).against == (reason,)


def test_what_always_has_room_is_not_held_to_one_room() -> None:
    assert fits(replace(CHESS, largest=400), SCHOOL, has_always_room=True)


def test_everything_is_told_at_once() -> None:
    plan = replace(CHESS, title="", grades=(), leader_id=9, smallest=0)

    assert [reason.code for reason in fits(plan, SCHOOL, has_always_room=False).against] == [
        "activity_is_about_something",
        "leader_not_on_the_staff",
        "activity_is_for_some_grade",
        "activity_has_room_for_its_smallest_size",
    ]
