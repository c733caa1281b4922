"""Who is free for a group, of a whole staff at once (5.1.a, 7.1.b)."""

from datetime import time, timedelta
from typing import TYPE_CHECKING

import pytest

from kehou.ordinance.roles import Role
from kehou.people.testing import a_member_of_staff, somebody
from kehou.rostering.queries import free_staff, hours_of_group, timetable_of
from kehou.rostering.testing import TODAY, a_duty, a_group
from kehou.schools.testing import a_class, a_school, the_term, two_periods

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from kehou.allocation.models import Group
    from kehou.people.models import Staff
    from kehou.schools.models import School

pytestmark = pytest.mark.django_db

LAST_WEEK = TODAY - timedelta(days=7)


@pytest.fixture
def group() -> "Group":
    school = a_school()
    two_periods(school)
    return a_group(school)


def names_of_the_free(group: "Group") -> list[str]:
    office = somebody(Role.OFFICE, group.school)
    (hours,) = hours_of_group(group, [TODAY])
    free = free_staff(office, group, hours)
    return [member.person.name for member in free if member.person.name != "王老师"]


def a_lesson(staff: "Staff", *, grade: int, period: int) -> None:
    staff.teaching.create(
        school=staff.school,
        school_year=the_term().school_year,
        half=the_term().half,
        weekday=TODAY.isoweekday(),
        period=period,
        subject="语文",
        class_by_day=a_class(staff.school, grade=grade),
    )


def longer_day(school: "School", grade: int) -> None:
    """This grade has one lesson more: its service begins when the others' first period ends."""
    school.service_periods.update(grade_last=grade - 1)
    school.service_periods.create(
        grade_first=grade,
        grade_last=9,
        first_day=the_term().first_day,
        last_day=the_term().last_day,
        number=1,
        starts=time(17, 20),
        ends=time(18, 0),
    )


def test_lists_whoever_did_least_first(group: "Group") -> None:
    busy, idle = (
        a_member_of_staff(group.school, name="忙"),
        a_member_of_staff(group.school, name="闲"),
    )
    a_duty(group, busy, day=LAST_WEEK)

    assert names_of_the_free(group) == [idle.person.name, busy.person.name]


def test_leaves_out_whoever_is_elsewhere(group: "Group") -> None:
    a_duty(a_group(group.school), a_member_of_staff(group.school, name="在岗"))

    assert names_of_the_free(group) == []


def test_a_lesson_before_the_service_is_no_hindrance(group: "Group") -> None:
    teacher = a_member_of_staff(group.school, name="有课")
    a_lesson(teacher, grade=3, period=7)

    assert names_of_the_free(group) == ["有课"]


def test_leaves_out_whoever_still_teaches_a_grade_with_a_longer_day(group: "Group") -> None:
    longer_day(group.school, 7)
    late, early = (a_member_of_staff(group.school, name=name) for name in ("晚课", "早课"))
    a_lesson(late, grade=7, period=8)
    a_lesson(early, grade=7, period=7)

    assert names_of_the_free(group) == ["早课"]


def test_leaves_out_the_staff_of_other_schools(group: "Group") -> None:
    a_member_of_staff(a_school(), name="外校")

    assert names_of_the_free(group) == []


@pytest.mark.parametrize("staff", [1, 3, 9])
def test_asks_the_same_of_the_database_for_any_number_of_staff(
    group: "Group", staff: int, django_assert_num_queries: "DjangoAssertNumQueries"
) -> None:
    for _ in range(staff):
        a_lesson(a_member_of_staff(group.school), grade=3, period=1)
    office = somebody(Role.OFFICE, group.school)
    (hours,) = hours_of_group(group, [TODAY])

    with django_assert_num_queries(5):
        free_staff(office, group, hours)


def test_no_timetable_holds_on_a_sunday_or_outside_the_terms() -> None:
    school = a_school()
    the_term()

    assert timetable_of(school, TODAY) == 3
    assert timetable_of(school, TODAY + timedelta(days=4)) is None
    assert timetable_of(school, TODAY + timedelta(days=300)) is None
