from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from kehou.kernel.explained import Reason, Refused
from kehou.ordinance.roles import Role
from kehou.platform.errors import Forbidden
from kehou.platform.models import JournalEntry
from kehou.schools.actions import set_school_day
from kehou.schools.models import CityDay, SchoolDay
from kehou.schools.queries import calendar_of
from kehou.schools.testing import AFTERNOON, a_school, an_actor, the_term

if TYPE_CHECKING:
    from kehou.schools.models import School

pytestmark = pytest.mark.django_db
THURSDAY = date(2026, 10, 22)
SATURDAY = date(2026, 10, 24)


@pytest.fixture
def school() -> "School":
    the_term()
    return a_school()


def set_day(
    school: "School",
    day: date = THURSDAY,
    *,
    is_class_day: bool = False,
    reason: str = "运动会",
    follows_weekday: int | None = None,
    role: Role = Role.OFFICE,
    at: datetime = AFTERNOON,
) -> SchoolDay:
    return set_school_day(
        actor=an_actor(role, school),
        at=at,
        school=school,
        day=day,
        is_class_day=is_class_day,
        reason=reason,
        follows_weekday=follows_weekday,
    )


def refusal_of(school: "School", day: date = THURSDAY, **said: object) -> tuple[Reason, ...]:
    with pytest.raises(Refused) as refused:
        set_day(school, day, **said)  # type: ignore[arg-type]
    assert not SchoolDay.objects.exists()
    return refused.value.against


def test_a_closed_day_is_no_class_day_and_says_why(school: "School") -> None:
    set_day(school, reason="运动会")

    closed = calendar_of(school, the_term()).day(THURSDAY)
    assert (closed.has_classes, closed.why.facts) == (False, {"reason": "运动会"})
    entry = JournalEntry.objects.get(act="schools.day_set")
    assert (entry.school_id, entry.grounds) == (school.pk, "运动会")


def test_a_saturday_is_opened_and_follows_a_weekday(school: "School") -> None:
    set_day(school, SATURDAY, is_class_day=True, reason="补课", follows_weekday=4)

    opened = calendar_of(school, the_term()).day(SATURDAY)
    assert (opened.has_classes, opened.follows_weekday) == (True, 4)


def test_what_is_said_last_of_a_day_counts(school: "School") -> None:
    set_day(school)
    set_day(school, is_class_day=True, reason="运动会取消")

    assert SchoolDay.objects.get().reason == "运动会取消"


def test_refuses_a_day_of_no_term_and_changes_nothing(school: "School") -> None:
    day = date(2028, 8, 1)

    assert refusal_of(school, day) == (Reason("no_term_on_that_day", "3.2", {"day": day}),)


def test_refuses_a_day_that_has_passed_and_changes_nothing(school: "School") -> None:
    yesterday = AFTERNOON.date() - timedelta(days=1)

    assert refusal_of(school, yesterday) == (Reason("day_has_passed", "3.2", {"day": yesterday}),)


def test_refuses_to_open_what_the_city_closed_and_changes_nothing(school: "School") -> None:
    CityDay.objects.create(day=THURSDAY, kind="closed", reason="台风")

    (against,) = refusal_of(school, is_class_day=True)

    assert against.code == "not_open_against_the_city"


def test_refuses_a_day_without_a_reason_and_changes_nothing(school: "School") -> None:
    (against,) = refusal_of(school, reason=" ")

    assert against.code == "day_set_without_reason"


@pytest.mark.parametrize("role", [Role.STAFF, Role.SAFETY_OFFICER, Role.CITY_BUREAU])
def test_others_may_not(role: Role, school: "School") -> None:
    with pytest.raises(Forbidden):
        set_day(school, role=role)

    assert not SchoolDay.objects.exists()


def test_the_office_of_another_school_may_not(school: "School") -> None:
    other = a_school()
    set_day(other)

    with pytest.raises(Forbidden):
        set_school_day(
            actor=an_actor(Role.OFFICE, other),
            at=AFTERNOON,
            school=school,
            day=THURSDAY,
            is_class_day=False,
            reason="运动会",
        )

    assert [day.school for day in SchoolDay.objects.all()] == [other]
