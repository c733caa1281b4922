from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehou.kernel.explained import Reason
from kehou.kernel.spans import Days
from kehou.schools.core.periods import Adjustment, Period, Plan, ServiceTimes

TERM = Days(date(2026, 9, 1), date(2027, 1, 16))
SUMMER_TIME = Days(date(2026, 9, 1), date(2026, 10, 8))
WINTER_TIME = Days(date(2026, 10, 8), date(2027, 1, 16))
FRIDAY = date(2026, 9, 4)

LOW = Plan(SUMMER_TIME, 1, 2, time(15, 30))
HIGH = Plan(SUMMER_TIME, 3, 6, time(16, 10), minutes=(40, 45), breaks=(10, 5))
WINTER = Plan(WINTER_TIME, 1, 6, time(15, 20))
TIMES = ServiceTimes((LOW, HIGH, WINTER))


def test_two_periods_follow_the_end_of_the_normal_day() -> None:
    assert TIMES.periods_on(FRIDAY, 1) == (
        Period(1, time(15, 40), time(16, 20)),
        Period(2, time(16, 30), time(17, 10)),
    )
    assert TIMES.periods_on(FRIDAY, 3) == (
        Period(1, time(16, 20), time(17, 0)),
        Period(2, time(17, 5), time(17, 50)),
    )


def test_a_season_ends_where_the_next_begins() -> None:
    assert TIMES.periods_on(date(2026, 10, 7), 2)[0].begins == time(15, 40)
    assert TIMES.periods_on(date(2026, 10, 8), 2)[0].begins == time(15, 30)


def test_no_plan_no_periods() -> None:
    assert TIMES.periods_on(FRIDAY, 7) == ()
    assert TIMES.periods_on(date(2027, 1, 18), 1) == ()
    assert TIMES.periods_on(date(2026, 9, 5), 1) == (), "a Saturday has no timetable of its own"


def test_a_make_up_day_has_the_periods_of_the_weekday_it_follows() -> None:
    short_friday = Plan(TERM, 1, 6, time(14, 30), weekdays=frozenset({5}))
    times = ServiceTimes(
        (Plan(TERM, 1, 6, time(15, 30), weekdays=frozenset({1, 2, 3, 4})), short_friday)
    )

    assert times.periods_on(date(2026, 9, 20), 1, weekday=5) == short_friday.periods()


def test_an_adjustment_takes_the_place_of_the_plan_and_may_leave_nothing() -> None:
    third = Plan(Days(FRIDAY, date(2026, 9, 5)), 1, 2, time(15, 30), (40, 40, 30), (10, 10, 10))
    none = Plan(Days(FRIDAY, date(2026, 9, 5)), 3, 6, time(16, 10), (), ())
    times = ServiceTimes(
        TIMES.plans, (Adjustment(third, "家长会"), Adjustment(none, "运动会提前放学"))
    )

    assert times.periods_on(FRIDAY, 1)[2] == Period(3, time(17, 20), time(17, 50))
    assert times.periods_on(FRIDAY, 3) == ()
    assert times.periods_on(date(2026, 9, 3), 3) == HIGH.periods()
    assert times.faults(TERM, range(1, 7))


def test_times_that_cover_each_grade_once_have_no_fault() -> None:
    assert TIMES.faults(TERM, range(1, 7)).against == ()


def test_two_plans_for_one_grade_overlap() -> None:
    again = Plan(Days(date(2026, 9, 14), date(2026, 9, 15)), 2, 4, time(15, 0))
    times = ServiceTimes((LOW, again, WINTER))

    reasons = times.faults(Days(date(2026, 9, 14), date(2026, 9, 15)), range(1, 5)).against

    facts = {"first_grade": 2, "last_grade": 2, "first": date(2026, 9, 14)}
    assert reasons == (Reason("service_times_overlap", "3.2", facts),)


def test_one_common_grade_is_an_overlap_whichever_plan_stands_first() -> None:
    only_second = Plan(SUMMER_TIME, 2, 2, time(15, 0))
    common = Reason(
        "service_times_overlap",
        "3.2",
        {"first_grade": 2, "last_grade": 2, "first": date(2026, 9, 1)},
    )

    for plans in ((LOW, only_second), (only_second, LOW)):
        assert ServiceTimes(plans).faults(SUMMER_TIME, (1, 2)).against == (common,)


def test_plans_of_different_weekdays_do_not_overlap() -> None:
    friday = Plan(TERM, 1, 6, time(14, 30), weekdays=frozenset({5}))
    others = Plan(TERM, 1, 6, time(15, 30), weekdays=frozenset({1, 2, 3, 4}))

    assert ServiceTimes((friday, others)).faults(TERM, range(1, 7)).against == ()


def test_a_grade_without_a_plan_is_a_gap_with_its_days() -> None:
    reasons = ServiceTimes((LOW, HIGH)).faults(SUMMER_TIME, (1, 7)).against

    facts = {"grade": 7, "first": date(2026, 9, 1), "last": date(2026, 10, 7), "days": 27}
    assert reasons == (Reason("service_times_missing", "3.2", facts),)


def test_an_adjustment_needs_a_reason_and_stands_alone() -> None:
    day = Days(FRIDAY, date(2026, 9, 5))
    times = ServiceTimes(
        TIMES.plans,
        (
            Adjustment(Plan(day, 1, 6, time(15, 0)), " "),
            Adjustment(Plan(day, 6, 9, time(15, 0)), "考试"),
        ),
    )

    assert times.faults(TERM, range(1, 7)).against == (
        Reason("adjustments_overlap", "3.2", {"first_grade": 6, "last_grade": 6, "first": FRIDAY}),
        Reason("adjustment_without_reason", "3.2", {"first": FRIDAY}),
    )


@pytest.mark.parametrize(
    ("grades", "minutes", "breaks", "weekdays", "end"),
    [
        ((0, 2), (40,), (10,), {1}, time(15, 30)),
        ((3, 2), (40,), (10,), {1}, time(15, 30)),
        ((1, 10), (40,), (10,), {1}, time(15, 30)),
        ((1, 2), (40, 40), (10,), {1}, time(15, 30)),
        ((1, 2), (40,), (-1,), {1}, time(15, 30)),
        ((1, 2), (0,), (10,), {1}, time(15, 30)),
        ((1, 2), (40,), (10,), set(), time(15, 30)),
        ((1, 2), (40,), (10,), {6}, time(15, 30)),
        ((1, 2), (40,), (10,), {1}, time(23, 10)),
    ],
)
def test_a_plan_that_no_day_could_follow_cannot_be_written(
    grades: tuple[int, int],
    minutes: tuple[int, ...],
    breaks: tuple[int, ...],
    weekdays: set[int],
    end: time,
) -> None:
    with pytest.raises(ValueError, match=r"grades|break|period|weekdays"):
        Plan(TERM, *grades, end, minutes, breaks, frozenset(weekdays))


@given(
    st.lists(st.tuples(st.integers(0, 20), st.integers(1, 60)), max_size=4),
    st.times(time(12, 0), time(17, 0)),
)
def test_periods_follow_one_another_and_keep_their_lengths(
    laid: list[tuple[int, int]], end: time
) -> None:
    plan = Plan(
        TERM, 1, 9, end, tuple(lasts for _, lasts in laid), tuple(pause for pause, _ in laid)
    )

    clock = end.hour * 60 + end.minute
    for period, (pause, lasts) in zip(plan.periods(), laid, strict=True):
        begins, ends = (t.hour * 60 + t.minute for t in (period.begins, period.ends))
        assert (begins, ends) == (clock + pause, clock + pause + lasts)
        clock = ends
