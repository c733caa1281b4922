from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from kehou.kernel.explained import Reason, Refused
from kehou.ordinance.roles import Role
from kehou.platform.errors import Forbidden
from kehou.platform.models import JournalEntry
from kehou.schools.actions import clear_school_day, set_school_day
from kehou.schools.models import SchoolDay
from kehou.schools.queries import calendar_of
from kehou.schools.testing import AFTERNOON, a_school, an_actor, the_term

if TYPE_CHECKING:
    from kehou.schools.models import School

pytestmark = pytest.mark.django_db
THURSDAY = date(2026, 10, 22)


@pytest.fixture
def school() -> "School":
    the_term()
    school = a_school()
    close(school, THURSDAY)
    return school


def close(school: "School", day: date) -> None:
    set_school_day(
        actor=an_actor(Role.OFFICE, school),
        at=AFTERNOON,
        school=school,
        day=day,
        is_class_day=False,
        reason="运动会",
    )


def clear(school: "School", day: date = THURSDAY, *, reason: str = "运动会取消") -> None:
    actor = an_actor(Role.OFFICE, school)
    clear_school_day(actor=actor, at=AFTERNOON, school=school, day=day, reason=reason)


def refusal_of(school: "School", day: date = THURSDAY, **said: str) -> tuple[Reason, ...]:
    before = list(SchoolDay.objects.values())
    with pytest.raises(Refused) as refused:
        clear(school, day, **said)
    assert list(SchoolDay.objects.values()) == before
    return refused.value.against


def test_a_day_taken_back_is_what_the_calendar_says_and_the_journal_says_why(
    school: "School",
) -> None:
    clear(school)

    assert calendar_of(school, the_term()).day(THURSDAY).has_classes
    entry = JournalEntry.objects.get(act="schools.day_cleared")
    assert (entry.school_id, entry.grounds) == (school.pk, "运动会取消")
    assert entry.detail["reason"] == "运动会"


def test_refuses_a_day_that_was_not_set_and_changes_nothing(school: "School") -> None:
    friday = THURSDAY + timedelta(days=1)

    assert refusal_of(school, friday) == (Reason("day_not_set", "3.2", {"day": friday}),)


def test_refuses_a_day_that_has_begun_and_changes_nothing(school: "School") -> None:
    today = AFTERNOON.date()
    close(school, today)

    assert refusal_of(school, today) == (Reason("day_has_begun", "3.2", {"day": today}),)


def test_refuses_without_a_reason_and_changes_nothing(school: "School") -> None:
    (against,) = refusal_of(school, reason=" ")

    assert against.code == "day_set_without_reason"


@pytest.mark.parametrize("role", [Role.STAFF, Role.SAFETY_OFFICER, Role.CITY_BUREAU])
def test_others_may_not(role: Role, school: "School") -> None:
    with pytest.raises(Forbidden):
        clear_school_day(
            actor=an_actor(role, school), at=AFTERNOON, school=school, day=THURSDAY, reason="误设"
        )

    assert SchoolDay.objects.filter(school=school).exists()


def test_the_office_of_another_school_may_not(school: "School") -> None:
    other = a_school()
    close(other, THURSDAY)

    with pytest.raises(Forbidden):
        clear_school_day(
            actor=an_actor(Role.OFFICE, other),
            at=AFTERNOON,
            school=school,
            day=THURSDAY,
            reason="误设",
        )

    assert SchoolDay.objects.count() == 2
