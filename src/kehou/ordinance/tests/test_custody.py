"""Into whose hands a child may go, and when the day is over (7.1.b, 7.3.a, 7.3.b, 7.3.d)."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehou.kernel.explained import Reason
from kehou.kernel.spans import Days
from kehou.ordinance.parameters import Ordinance
from kehou.ordinance.rules.custody import (
    Collection,
    DayEnd,
    HandOver,
    PermitRequest,
    WalkHome,
    admissible_collection,
    admissible_day_close,
    admissible_hand_over,
    admissible_permit,
    admissible_walk_home,
)

TODAY = date(2026, 9, 1)
ORDINANCE = Ordinance(TODAY)
THIS_TERM = Days(TODAY, date(2027, 1, 23))
UNTIL_YESTERDAY = Days(date(2026, 2, 1), TODAY)
GUARDIAN = Collection(pick_up_right=THIS_TERM, must_not_collect=False)
ALONE = WalkHome(is_catch_up=False, permit=THIS_TERM, permit_was_shown=True)
TO_COLLEAGUE = HandOver(sender=1, receiver=2, receiver_is_on_duty=True, receiver_accepts=True)
PERMIT = PermitRequest(
    grade=4, is_by_guardian=True, school_approves=True, safety_officer_approves=False
)
SPANS = st.sampled_from([None, THIS_TERM, UNTIL_YESTERDAY, Days(TODAY)])


def test_whoever_has_the_right_that_day_may_collect() -> None:
    assert admissible_collection(GUARDIAN, ORDINANCE)


@pytest.mark.parametrize(
    ("collection", "reason"),
    [
        pytest.param(
            replace(GUARDIAN, must_not_collect=True),
            Reason("must_not_collect", "7.3.a"),
            id="one who must not collect, whatever their right (7.3.a)",
        ),
        pytest.param(
            replace(GUARDIAN, pick_up_right=None),
            Reason("no_pick_up_right", "7.3.a", {"day": TODAY}),
            id="no right to collect (7.3.a)",
        ),
        pytest.param(
            replace(GUARDIAN, pick_up_right=UNTIL_YESTERDAY),
            Reason("no_pick_up_right", "7.3.a", {"day": TODAY}),
            id="a right that ended yesterday (7.3.a)",
        ),
    ],
)
def test_refuses_to_give_a_child_away(collection: Collection, reason: Reason) -> None:
    assert admissible_collection(collection, ORDINANCE).against == (reason,)


@given(SPANS)
def test_no_right_outweighs_must_not_collect(right: Days | None) -> None:
    assert not admissible_collection(Collection(right, must_not_collect=True), ORDINANCE)


def test_a_child_goes_home_alone_with_the_permit_in_hand() -> None:
    assert admissible_walk_home(ALONE, ORDINANCE)


@pytest.mark.parametrize(
    ("walk", "reason"),
    [
        pytest.param(
            replace(ALONE, permit=None),
            Reason("no_permit_in_force", "7.3.b", {"day": TODAY}),
            id="no permit (7.3.b)",
        ),
        pytest.param(
            replace(ALONE, permit=UNTIL_YESTERDAY),
            Reason("no_permit_in_force", "7.3.b", {"day": TODAY}),
            id="a permit that ended yesterday (7.3.b)",
        ),
        pytest.param(
            replace(ALONE, permit_was_shown=False),
            Reason("permit_not_shown", "7.3.b"),
            id="a permit left at home (7.3.b)",
        ),
        pytest.param(
            replace(ALONE, is_catch_up=True),
            Reason("alone_from_catch_up", "7.3.d"),
            id="from catch-up, permit or not (7.3.d)",
        ),
    ],
)
def test_refuses_to_let_a_child_go_alone(walk: WalkHome, reason: Reason) -> None:
    assert admissible_walk_home(walk, ORDINANCE).against == (reason,)


@given(SPANS, st.booleans())
def test_from_catch_up_nobody_ever_goes_home_alone(permit: Days | None, shown: bool) -> None:
    assert not admissible_walk_home(WalkHome(True, permit, shown), ORDINANCE)


@pytest.mark.parametrize(
    "hand_over",
    [
        pytest.param(TO_COLLEAGUE, id="accepted by a colleague on duty (7.3.a)"),
        pytest.param(
            replace(TO_COLLEAGUE, is_catch_up=True, recorded_reason="A pupil fell ill"),
            id="from catch-up, for a recorded reason (7.3.d)",
        ),
    ],
)
def test_responsibility_passes_between_staff(hand_over: HandOver) -> None:
    assert admissible_hand_over(hand_over, ORDINANCE)


@pytest.mark.parametrize(
    ("hand_over", "reason"),
    [
        pytest.param(
            replace(TO_COLLEAGUE, receiver=1),
            Reason("handed_to_oneself", "7.3.a"),
            id="to oneself (7.3.a)",
        ),
        pytest.param(
            replace(TO_COLLEAGUE, receiver_is_on_duty=False),
            Reason("receiver_not_on_duty", "7.1.b"),
            id="to somebody off duty (7.1.b)",
        ),
        pytest.param(
            replace(TO_COLLEAGUE, receiver_accepts=False),
            Reason("receiver_has_not_accepted", "7.3.a"),
            id="to somebody who has not accepted (7.3.a)",
        ),
        pytest.param(
            replace(TO_COLLEAGUE, is_catch_up=True, recorded_reason=" "),
            Reason("catch_up_handed_on_without_reason", "7.3.d"),
            id="from catch-up without a reason (7.3.d)",
        ),
    ],
)
def test_refuses_a_hand_over(hand_over: HandOver, reason: Reason) -> None:
    assert admissible_hand_over(hand_over, ORDINANCE).against == (reason,)


@pytest.mark.parametrize(
    ("request_", "codes"),
    [
        pytest.param(PERMIT, [], id="grade 4, guardian and school (7.3.b)"),
        pytest.param(
            replace(PERMIT, grade=3),
            ["permit_needs_safety_officer"],
            id="grade 3 without the safety officer (7.3.b)",
        ),
        pytest.param(
            replace(PERMIT, grade=1, safety_officer_approves=True),
            [],
            id="grade 1 with the safety officer (7.3.b)",
        ),
        pytest.param(
            replace(PERMIT, is_by_guardian=False, school_approves=False),
            ["permit_not_by_guardian", "permit_not_approved"],
            id="asked for by nobody, approved by nobody (7.3.b)",
        ),
    ],
)
def test_a_permit_needs_the_guardian_the_school_and_for_the_young_the_safety_officer(
    request_: PermitRequest, codes: list[str]
) -> None:
    against = admissible_permit(request_, ORDINANCE).against

    assert [reason.code for reason in against] == codes
    assert {reason.clause for reason in against} <= {"7.3.b"}


@given(st.integers(0, 500), st.integers(0, 500))
def test_the_day_closes_at_zero_children_and_not_before(held: int, unaccounted: int) -> None:
    expected = []
    if held:
        expected.append(Reason("children_still_held", "7.3.a", {"children": held}))
    if unaccounted:
        expected.append(Reason("children_unaccounted", "7.3.a", {"children": unaccounted}))

    assert admissible_day_close(DayEnd(held, unaccounted), ORDINANCE).against == tuple(expected)
    assert admissible_day_close(DayEnd(0, 0), ORDINANCE)
