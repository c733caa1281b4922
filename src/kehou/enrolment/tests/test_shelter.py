"""A place for every child that applies, whatever it wished for (4.1)."""

from hypothesis import given
from hypothesis import strategies as st

from kehou.enrolment.core.shelter import WEEKDAYS, FallBack, Site, sheltered
from kehou.kernel.explained import Reason

NORTH, SOUTH = Site(1, "北校园", (1, 2)), Site(2, "南校园", (3,))
PERIODS = {1: frozenset({1, 2}), 2: frozenset({1, 2}), 3: frozenset({1})}
WEEK = frozenset((day, period) for day in WEEKDAYS for period in (1, 2))
WHOLE = (
    FallBack(1, frozenset({1, 2}), WEEK),
    FallBack(2, frozenset({3}), WEEK),
)


def test_every_grade_of_every_campus_has_somewhere_to_be() -> None:
    assert sheltered([NORTH, SOUTH], PERIODS, WHOLE)


def test_a_gap_is_told_once_with_its_grades() -> None:
    hole = FallBack(1, frozenset({1, 2}), WEEK - {(3, 2)})

    assert sheltered([NORTH, SOUTH], PERIODS, (hole, WHOLE[1])).against == (
        Reason(
            "fall_back_missing",
            "4.1",
            {"campus": "北校园", "weekdays": [3], "period": 2, "grades": [1, 2]},
        ),
    )


def test_one_campus_does_not_shelter_another() -> None:
    north_only = FallBack(1, frozenset({1, 2, 3}), WEEK)

    (gap,) = sheltered([NORTH, SOUTH], PERIODS, [north_only]).against

    assert (gap.facts["campus"], gap.facts["period"]) == ("南校园", 1)
    assert gap.facts["weekdays"] == list(WEEKDAYS)


def test_a_school_without_classes_or_periods_is_told_so() -> None:
    assert sheltered([], PERIODS, WHOLE).against == (Reason("no_classes_this_year", "3.1"),)
    assert sheltered([NORTH], {1: PERIODS[1]}, WHOLE).against == (
        Reason("no_service_periods", "3.2", {"grades": [2]}),
    )


@given(
    st.lists(
        st.builds(
            FallBack,
            st.just(1),
            st.frozensets(st.integers(1, 2)),
            st.frozensets(st.tuples(st.integers(1, 5), st.integers(1, 2))),
        ),
        max_size=4,
    )
)
def test_the_gaps_are_exactly_what_no_fall_back_covers(rooms: list[FallBack]) -> None:
    told = {
        (grade, weekday, gap.facts["period"])
        for gap in sheltered([NORTH], PERIODS, rooms).against
        for weekday in gap.facts["weekdays"]  # type: ignore[attr-defined]
        for grade in gap.facts["grades"]  # type: ignore[attr-defined]
    }
    covered = {(grade, *slot) for room in rooms for grade in room.grades for slot in room.slots}

    assert told == {(grade, *slot) for grade in (1, 2) for slot in WEEK} - covered
