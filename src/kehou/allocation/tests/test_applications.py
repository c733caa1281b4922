from dataclasses import replace

import pytest

from kehou.allocation.core.allocate import allocate
from kehou.allocation.core.applications import (
    RANKED_OVERALL,
    RANKED_PER_WEEKDAY,
    Draw,
    Slot,
    Wish,
    faults,
)
from kehou.allocation.tests.schools import SHELTERS, WEEK, a_draw, a_pupil, an_offering
from kehou.kernel.explained import Reason, Refused
from kehou.ordinance.bilingual import LANGUAGES
from kehou.ordinance.wording import say

CHESS = an_offering("chess", Slot(1, 1))
ANN = a_pupil("ann", "chess")
SOUND = a_draw((CHESS,), (ANN,))


def test_a_sound_draw_has_no_fault() -> None:
    assert faults(SOUND).against == ()


@pytest.mark.parametrize(
    ("draw", "code", "facts"),
    [
        (a_draw((CHESS, CHESS), (ANN,)), "draw_offering_twice", {"name": "chess"}),
        (a_draw((CHESS,), (ANN, ANN)), "draw_pupil_twice", {"name": "ann"}),
        (replace(SOUND, weights=()), "draw_weights_misshapen", {"weights": []}),
        (replace(SOUND, weights=(2, 3)), "draw_weights_misshapen", {"weights": [2, 3]}),
        (replace(SOUND, weights=(2, 0)), "draw_weights_misshapen", {"weights": [2, 0]}),
        (
            a_draw((replace(CHESS, slots=frozenset()),), (ANN,)),
            "draw_periods_unknown",
            {"offering": "chess"},
        ),
        (
            a_draw((an_offering("chess", Slot(6, 1)),), (ANN,)),
            "draw_periods_unknown",
            {"offering": "chess"},
        ),
        (
            a_draw((replace(CHESS, capacity=None, minimum=2),), (ANN,)),
            "draw_fallback_misshapen",
            {"offering": "chess"},
        ),
        (
            a_draw((replace(CHESS, capacity=None, slots=frozenset(WEEK[:2])),), (ANN,)),
            "draw_fallback_misshapen",
            {"offering": "chess"},
        ),
        (
            a_draw((replace(CHESS, capacity=3, minimum=4),), (ANN,)),
            "draw_seats_misshapen",
            {"offering": "chess", "capacity": 3, "minimum": 4},
        ),
        (
            a_draw((replace(CHESS, capacity=0),), (ANN,)),
            "draw_seats_misshapen",
            {"offering": "chess", "capacity": 0, "minimum": 0},
        ),
        (
            a_draw((CHESS,), (a_pupil("ann", "judo"),)),
            "draw_wish_unknown",
            {"pupil": "ann", "offering": "judo"},
        ),
        (
            a_draw((CHESS,), (a_pupil("ann", "chess", "chess"),)),
            "draw_wish_twice",
            {"pupil": "ann", "offering": "chess"},
        ),
        (
            a_draw((CHESS,), (replace(ANN, wishes=(Wish("chess", 0),)),)),
            "draw_rank_misread",
            {"pupil": "ann"},
        ),
    ],
)
def test_a_draw_that_cannot_be_held_is_refused_with_its_fault(
    draw: Draw, code: str, facts: dict[str, object]
) -> None:
    with pytest.raises(Refused) as refused:
        allocate(draw)

    (reason,) = refused.value.against
    assert (reason.code, dict(reason.facts)) == (code, facts)
    assert all(say(reason, language) for language in LANGUAGES)


def test_the_narrowest_sound_draw_is_held() -> None:
    week = (Slot(1, 1),)
    narrow = Draw(
        seed=bytes(32),
        weights=(1, 1),
        slots=week,
        offerings=(replace(CHESS, capacity=1, minimum=1), SHELTERS[0]),
        pupils=(replace(ANN, attends=frozenset(week)),),
    )

    assert faults(narrow).against == ()


def test_a_later_rank_is_worth_less_in_both_tables() -> None:
    assert RANKED_PER_WEEKDAY == (10_000, 7_500, 5_500, 4_000, 3_000)
    assert RANKED_OVERALL[:3] == (10_000, 9_100, 8_200)
    assert (RANKED_OVERALL[-1], len(RANKED_OVERALL)) == (1_000, 11)


def test_a_child_is_not_enrolled_outside_the_week() -> None:
    stray = replace(ANN, attends=frozenset({*WEEK, Slot(6, 1)}))

    assert [reason.code for reason in faults(a_draw((CHESS,), (stray,))).against] == [
        "draw_attendance_unknown",
        "draw_no_fallback",
    ]


def test_every_attended_period_needs_a_room_to_fall_back_to() -> None:
    bare = replace(SOUND, offerings=(CHESS, *SHELTERS[1:]))

    facts = {"slot": "1.1", "grade": 3, "campus": "north"}
    assert faults(bare).against == (Reason("draw_no_fallback", "4.1", facts),)
