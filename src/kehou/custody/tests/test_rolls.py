"""A roll, and the links it makes, on plain facts (7.2.b, 7.3.a)."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehou.custody.core.events import Event, HolderKind, Kind, Stream
from kehou.custody.core.rolls import THERE, Mark, Roll, admissible_roll, taking_over
from kehou.custody.tests.chains import CHILD, DAY, LI, WANG, collected, handed_on, opened

ID = UUID("9d4c8c3e-6a54-4f5e-8a70-6f1f5f0d1c11")
HELD = opened(LI)[0]
GONE = collected(HELD)[0]
NAMES = {1: "林小雨", 2: "陈晨"}


def roll(
    marks: dict[int, Mark],
    *,
    excused: frozenset[int] = frozenset(),
    gone: frozenset[int] = frozenset(),
) -> Roll:
    return Roll(marks, NAMES, excused, dict.fromkeys(gone, GONE))


@pytest.mark.parametrize(
    ("called", "against"),
    [
        pytest.param(roll({1: Mark.PRESENT, 2: Mark.ABSENT}), {}, id="everybody named (7.2.b)"),
        pytest.param(
            roll({1: Mark.LATE}),
            {"roll_leaves_children_out": ("陈晨",)},
            id="one left out (7.2.b)",
        ),
        pytest.param(
            roll({1: Mark.PRESENT, 2: Mark.PRESENT, 3: Mark.PRESENT}),
            {"roll_names_strangers": 1},
            id="one of another group (7.2.b)",
        ),
        pytest.param(
            roll({1: Mark.EXCUSED, 2: Mark.EXCUSED}, excused=frozenset({1})),
            {"excused_by_nobody": ("陈晨",)},
            id="excused by nobody (7.2.b)",
        ),
        pytest.param(
            roll({1: Mark.PRESENT, 2: Mark.ABSENT}, gone=frozenset({1, 2})),
            {"called_but_gone": ("林小雨",)},
            id="there, and gone (7.3.a)",
        ),
    ],
)
def test_says_what_is_wrong_with_a_roll(called: Roll, against: dict[str, object]) -> None:
    verdict = admissible_roll(called)

    assert {reason.code: reason.facts["children"] for reason in verdict.against} == against


@given(st.dictionaries(st.integers(1, 9), st.sampled_from(Mark)))
def test_whoever_is_there_is_whoever_was_called_so(marks: dict[int, Mark]) -> None:
    assert set(roll(marks).there()) == {pupil for pupil, mark in marks.items() if mark in THERE}


def test_whom_nobody_has_is_taken_over() -> None:
    link = taking_over(CHILD, None, by=LI, day=DAY, event_id=ID)

    assert link == Event(ID, CHILD, DAY, Stream.CARE, Kind.OPEN, 0, LI, HolderKind.STAFF)


def test_whom_a_colleague_has_is_accepted_from_them() -> None:
    link = taking_over(CHILD, HELD, by=WANG, day=DAY, event_id=ID, reason="换岗")

    honest = handed_on(HELD, WANG, reason="换岗")[0]
    assert link is not None
    assert (link.id, link.kind, link.number, link.previous) == (ID, Kind.TRANSFER, 1, HELD.id)
    assert (link.from_holder, link.to_holder) == (honest.from_holder, honest.to_holder)
    assert link.reason == "换岗"


def test_whom_one_has_stays_as_it_is() -> None:
    assert taking_over(CHILD, HELD, by=LI, day=DAY, event_id=ID) is None
