"""How long the ordinance holds: three years, or until a successor begins (8.a, 8.b)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kehou.kernel.explained import Reason
from kehou.ordinance.clauses import NotInForce, Version, load
from kehou.ordinance.parameters import Ordinance
from kehou.ordinance.rules.validity import admissible_opening, ends_on, notice_of_end

(OF_2024,) = load()
LAST_DAY = date(2027, 8, 31)
SOON = Reason("ordinance_ends_soon", "8.a", {"last_day": LAST_DAY})
ENDED = Reason("ordinance_ended", "8.a", {"last_day": LAST_DAY})


def followed_from(day: date) -> tuple[Version, Version]:
    """The version of 2024 and a successor that begins on that day."""
    older = replace(OF_2024, superseded_by="next", superseded_from=day)
    return older, replace(OF_2024, id="next", in_force_from=day, supersedes="2024")


def test_the_ordinance_of_2024_ends_after_three_years() -> None:
    assert ends_on(Ordinance(date(2026, 9, 1))) == LAST_DAY


def test_a_version_that_begins_on_a_leap_day_ends_with_the_february_of_its_last_year() -> None:
    begun = replace(OF_2024, in_force_from=date(2028, 2, 29))

    assert ends_on(Ordinance(date(2028, 3, 1), versions=(begun,))) == date(2031, 2, 27)


def test_a_successor_ends_the_older_version_the_day_before() -> None:
    versions = followed_from(date(2026, 9, 1))

    assert ends_on(Ordinance(date(2026, 8, 31), versions=versions)) == date(2026, 8, 31)
    assert ends_on(Ordinance(date(2026, 9, 1), versions=versions)) == date(2029, 8, 31)


@given(st.dates(min_value=OF_2024.in_force_from, max_value=date(2040, 1, 1)))
@example(LAST_DAY)
@example(LAST_DAY + timedelta(days=1))
def test_something_new_is_opened_up_to_the_last_day_and_not_after(day: date) -> None:
    against = admissible_opening(Ordinance(day)).against

    assert against == (() if day <= LAST_DAY else (ENDED,))


@given(st.dates(max_value=OF_2024.in_force_from - timedelta(days=1)))
def test_before_the_ordinance_nothing_can_be_asked(day: date) -> None:
    with pytest.raises(NotInForce):
        admissible_opening(Ordinance(day))


@pytest.mark.parametrize(
    ("day", "notice"),
    [
        pytest.param(date(2027, 2, 28), None, id="more than six months before (8.a)"),
        pytest.param(date(2027, 3, 1), SOON, id="six months before (8.a)"),
        pytest.param(LAST_DAY, SOON, id="on the last day (8.a)"),
        pytest.param(date(2027, 9, 1), ENDED, id="on the day after (8.a)"),
    ],
)
def test_the_city_is_warned_of_the_end(day: date, notice: Reason | None) -> None:
    assert notice_of_end(Ordinance(day)) == notice


def test_a_successor_that_follows_on_needs_no_warning() -> None:
    versions = followed_from(date(2027, 9, 1))

    assert notice_of_end(Ordinance(LAST_DAY, versions=versions)) is None


def test_a_successor_after_a_gap_does_not_silence_the_warning() -> None:
    versions = followed_from(date(2027, 10, 1))

    assert notice_of_end(Ordinance(LAST_DAY, versions=versions)) == SOON
    assert admissible_opening(Ordinance(date(2027, 9, 1), versions=versions)).against == (ENDED,)
    assert admissible_opening(Ordinance(date(2027, 10, 1), versions=versions))
