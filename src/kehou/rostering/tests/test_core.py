"""Who can take a duty, on plain facts (5.1.a, 7.1.b)."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehou.platform.clock import CITY_ZONE
from kehou.rostering.core import (
    LESSON_AND_BREAK,
    Candidate,
    Hours,
    admissible_duties,
    hours_of_lesson,
)

DAY = date(2026, 10, 14)
NEXT_WEEK = DAY + timedelta(days=7)


def hours(begins: str, ends: str, day: date = DAY) -> Hours:
    def at(clock: str) -> datetime:
        return datetime.combine(day, time.fromisoformat(clock), CITY_ZONE)

    return Hours(at(begins), at(ends))


ASKED = [hours("16:30", "17:10"), hours("16:30", "17:10", NEXT_WEEK)]


@pytest.mark.parametrize(
    ("candidate", "against"),
    [
        pytest.param(Candidate(DAY), {}, id="joined that very day (7.1.b)"),
        pytest.param(
            Candidate(NEXT_WEEK), {"not_on_the_staff": (DAY,)}, id="not there yet (7.1.b)"
        ),
        pytest.param(
            Candidate(DAY, left_on=NEXT_WEEK), {"not_on_the_staff": (NEXT_WEEK,)}, id="left (7.1.b)"
        ),
        pytest.param(
            Candidate(DAY, vetted_on=date(2025, 10, 14)),
            {"vetting_has_lapsed": (NEXT_WEEK,)},
            id="vetted a year ago to the day (7.1.b)",
        ),
        pytest.param(
            Candidate(DAY, vetted_on=date(2025, 10, 21)), {}, id="vetted within the year (7.1.b)"
        ),
        pytest.param(
            Candidate(DAY, lessons=(hours("16:00", "16:30"),)), {}, id="teaches until then (5.1.a)"
        ),
        pytest.param(
            Candidate(DAY, lessons=(hours("16:00", "16:31"),)),
            {"teaches_then": (DAY,)},
            id="teaches into it (5.1.a)",
        ),
        pytest.param(
            Candidate(DAY, taken=(hours("17:00", "18:00", NEXT_WEEK),)),
            {"on_duty_elsewhere": (NEXT_WEEK,)},
            id="elsewhere (7.1.b)",
        ),
    ],
)
def test_says_what_stands_against_whom_and_when(
    candidate: Candidate, against: dict[str, tuple[date, ...]]
) -> None:
    verdict = admissible_duties(ASKED, candidate)

    assert {reason.code: reason.facts["days"] for reason in verdict.against} == against


def test_tells_every_reason_at_once() -> None:
    lesson, duty = hours("16:00", "17:00"), hours("17:00", "18:00")
    nobody = Candidate(NEXT_WEEK, vetted_on=date(2020, 1, 1), lessons=(lesson,), taken=(duty,))

    assert len(admissible_duties(ASKED, nobody).against) == 4


def test_a_vetting_on_a_leap_day_holds_to_the_end_of_february() -> None:
    candidate = Candidate(date(2020, 1, 1), vetted_on=date(2024, 2, 29))

    assert admissible_duties([hours("16:30", "17:10", date(2025, 2, 28))], candidate)
    assert not admissible_duties([hours("16:30", "17:10", date(2025, 3, 1))], candidate)


@given(last=st.integers(1, 12), numbers=st.data())
def test_lessons_lie_one_after_another_and_end_before_the_service(
    last: int, numbers: st.DataObject
) -> None:
    number = numbers.draw(st.integers(1, last))
    service_begins = datetime.combine(DAY, time(16, 30), CITY_ZONE)

    lesson = hours_of_lesson(number, last_number=last, service_begins=service_begins)

    assert lesson.ends == service_begins - (last - number) * LESSON_AND_BREAK
    assert lesson.ends - lesson.begins == LESSON_AND_BREAK
    assert not lesson.overlap(Hours(service_begins, service_begins + LESSON_AND_BREAK))


@given(begins=st.integers(0, 600), lasts=st.integers(1, 120), gap=st.integers(-120, 120))
def test_overlapping_is_mutual_and_touching_is_not_overlapping(
    begins: int, lasts: int, gap: int
) -> None:
    midnight = datetime.combine(DAY, time(), CITY_ZONE)

    def span(first: int) -> Hours:
        return Hours(
            midnight + timedelta(minutes=first), midnight + timedelta(minutes=first + lasts)
        )

    one, other = span(begins), span(begins + lasts + gap)

    assert one.overlap(other) == other.overlap(one) == (gap < 0 and -gap < 2 * lasts)
