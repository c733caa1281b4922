"""Terms and the class days in them, as the tables have them (3.2)."""

from datetime import date, time, timedelta

import pytest

from kehou.schools.models import CityDay, SchoolDay, ServicePeriod, Term
from kehou.schools.queries import (
    class_day_after,
    grades_on_campuses,
    periods_by_grade,
    term_on,
    terms_not_over,
)
from kehou.schools.testing import (
    SCHOOL_YEAR,
    TERM_FIRST_DAY,
    TERM_LAST_DAY,
    a_campus,
    a_class,
    a_school,
    the_term,
    two_periods,
)

pytestmark = pytest.mark.django_db


def the_spring_term() -> Term:
    return Term.objects.create(
        school_year=SCHOOL_YEAR, half=2, first_day=date(2027, 2, 22), last_day=date(2027, 7, 9)
    )


def test_a_day_lies_in_one_term_or_in_the_holidays() -> None:
    autumn, spring = the_term(), the_spring_term()

    assert term_on(TERM_FIRST_DAY) == term_on(TERM_LAST_DAY) == autumn
    assert term_on(spring.first_day) == spring
    assert term_on(TERM_LAST_DAY + timedelta(days=1)) is None


def test_a_term_is_not_over_on_its_last_day() -> None:
    autumn, spring = the_term(), the_spring_term()

    assert list(terms_not_over(TERM_LAST_DAY)) == [autumn, spring]
    assert list(terms_not_over(TERM_LAST_DAY + timedelta(days=1))) == [spring]


def test_the_periods_of_a_grade_are_those_of_any_season_of_the_term() -> None:
    school, term = a_school(), the_term()
    two_periods(school)
    third = {
        "school": school,
        "grade_first": 8,
        "grade_last": 9,
        "number": 3,
        "starts": time(18, 10),
        "ends": time(18, 50),
        "adjustment_reason": "九年级住校生",
    }
    ServicePeriod.objects.create(**third, first_day=date(2026, 11, 1), last_day=date(2026, 11, 30))
    ServicePeriod.objects.create(
        **{**third, "grade_first": 1}, first_day=date(2027, 3, 1), last_day=date(2027, 4, 1)
    )
    two_periods(a_school())

    numbers = periods_by_grade(school, term)

    assert numbers == {grade: {1, 2} for grade in range(1, 8)} | {8: {1, 2, 3}, 9: {1, 2, 3}}


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        pytest.param(date(2026, 10, 14), 1, date(2026, 10, 15), id="the next morning (3.2)"),
        pytest.param(date(2026, 10, 14), 2, date(2026, 10, 19), id="past a day closed (3.2)"),
        pytest.param(date(2026, 10, 16), 1, date(2026, 10, 19), id="past the weekend (3.2)"),
        pytest.param(date(2027, 1, 22), 1, date(2027, 2, 22), id="into the next term (3.2)"),
        pytest.param(date(2027, 7, 9), 1, date(2027, 7, 10), id="beyond what is set (3.2)"),
    ],
)
def test_the_next_class_day_is_the_calendars(day: date, count: int, expected: date) -> None:
    school = a_school()
    the_term()
    the_spring_term()
    CityDay.objects.create(day=date(2026, 10, 16), kind="closed", reason="台风停课")
    SchoolDay.objects.create(
        school=a_school(), day=date(2026, 10, 15), kind="closed", reason="别校校庆"
    )

    assert class_day_after(school, day, count=count) == expected


def test_a_campus_teaches_the_grades_of_its_classes_of_that_year() -> None:
    school = a_school()
    a_class(school, grade=3)
    a_class(school, grade=3)
    a_class(school, grade=1)
    last_year = a_class(school, grade=5)
    last_year.school_year = SCHOOL_YEAR - 1
    last_year.save()
    a_class(a_school(), grade=2)

    assert grades_on_campuses(school, the_term()) == {a_campus(school): (1, 3)}
