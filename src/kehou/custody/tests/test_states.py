from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehou.custody.core.events import HolderKind, Stream
from kehou.custody.core.states import (
    Board,
    BrokenChain,
    Expected,
    Held,
    Released,
    board,
    chain,
    state_of,
)
from kehou.custody.tests.chains import (
    CHILD,
    GRANDMA,
    LI,
    ORDINANCE,
    WANG,
    collected,
    corrected,
    handed_on,
    opened,
    went_alone,
)
from kehou.kernel.explained import Reason
from kehou.ordinance.rules.custody import DayEnd, admissible_day_close

TAKEN = opened(LI)[0]
PASSED = handed_on(TAKEN, WANG)[0]
FETCHED = collected(PASSED)[0]
BACK = corrected(FETCHED, LI)[0]
DAY_LONG = (TAKEN, PASSED, FETCHED, BACK)


def other(pupil: int, by: int = LI) -> Board:
    return board([], [opened(by, pupil=pupil)[0]])


@pytest.mark.parametrize(
    ("links", "state"),
    [
        (0, Expected()),
        (1, Held(LI, Stream.CARE)),
        (2, Held(WANG, Stream.CARE)),
        (3, Released(GRANDMA, HolderKind.GUARDIAN, 7, None, "")),
        (4, Held(LI, Stream.CARE)),
    ],
)
def test_the_last_link_tells_where_the_child_stands(links: int, state: object) -> None:
    assert state_of(DAY_LONG[:links]) == state


@given(st.randoms(use_true_random=False))
def test_the_order_of_reading_does_not_matter(chance: Random) -> None:
    mixed = chance.sample(DAY_LONG, len(DAY_LONG))

    assert chain(mixed) == DAY_LONG
    assert state_of(mixed) == state_of(DAY_LONG)


@pytest.mark.parametrize(
    "events",
    [
        (PASSED,),
        (TAKEN, FETCHED),
        (TAKEN, PASSED, collected(TAKEN)[0]),
        (TAKEN, replace(PASSED, previous=FETCHED.id)),
    ],
)
def test_events_that_are_no_chain_are_not_folded(events: tuple) -> None:  # type: ignore[type-arg]
    with pytest.raises(BrokenChain):
        state_of(events)


def test_a_board_tells_who_has_whom_and_who_is_left() -> None:
    ann, ben, cai, dan, eve = 101, 102, 103, 104, 105
    heads = {pupil: opened(LI, pupil=pupil)[0] for pupil in (ann, ben, cai, eve)}
    events = [
        *heads.values(),
        handed_on(heads[cai], WANG)[0],
        went_alone(heads[ben])[0],
    ]

    now = board([ann, ben, cai, dan], events)

    assert now.who_has_whom() == {LI: (ann, eve), WANG: (cai,)}
    assert now.left() == (ann, cai, eve)
    assert now.expected() == (dan,)
    assert now.released() == {ben: Released(30, HolderKind.SELF, None, 8, "")}
    assert now.day_end() == DayEnd(still_held=3, unaccounted=1)
    assert not admissible_day_close(now.day_end(), ORDINANCE)


def test_the_day_ends_when_every_child_has_left() -> None:
    gone = board([CHILD], [TAKEN, PASSED, FETCHED])

    assert admissible_day_close(gone.day_end(), ORDINANCE)
    assert gone.left() == gone.expected() == ()


def test_nobody_leaves_duty_with_a_child_in_care() -> None:
    now = board([CHILD], [TAKEN])

    reason = Reason("leaves_with_children_in_care", "7.3.a", {"children": 1})
    assert now.may_leave_duty(LI).against == (reason,)
    assert now.may_leave_duty(WANG)
    assert board([CHILD], [TAKEN, PASSED]).may_leave_duty(LI)
