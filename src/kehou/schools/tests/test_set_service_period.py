from datetime import date, time
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, transaction

from kehou.kernel.explained import Refused
from kehou.ordinance.roles import Role
from kehou.platform.constraints import reason_of
from kehou.platform.errors import Forbidden
from kehou.platform.models import JournalEntry
from kehou.schools.actions import set_service_period
from kehou.schools.models import ServicePeriod
from kehou.schools.testing import (
    AFTERNOON,
    TERM_FIRST_DAY,
    TERM_LAST_DAY,
    a_school,
    an_actor,
    two_periods,
)

if TYPE_CHECKING:
    from kehou.platform.actors import Actor
    from kehou.schools.models import School

pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> "School":
    return a_school(level="primary")


def set_period(school: "School", actor: "Actor | None" = None, **said: Any) -> ServicePeriod:
    usual: dict[str, Any] = {
        "grades": (1, 6),
        "season": (TERM_FIRST_DAY, TERM_LAST_DAY),
        "number": 1,
        "lessons_end": time(16, 20),
        "starts": time(16, 30),
        "ends": time(17, 10),
    }
    return set_service_period(
        actor=actor or an_actor(Role.OFFICE, school),
        at=AFTERNOON,
        school=school,
        **(usual | said),
    )


def codes_against(school: "School", **said: Any) -> list[str]:
    before = list(ServicePeriod.objects.values())
    with pytest.raises(Refused) as refused:
        set_period(school, **said)
    assert list(ServicePeriod.objects.values()) == before
    return [reason.code for reason in refused.value.against]


def test_a_period_is_set_and_written_down(school: "School") -> None:
    period = set_period(school)

    assert (period.starts, period.ends) == (time(16, 30), time(17, 10))
    assert JournalEntry.objects.get(act="schools.period_set").school_id == school.pk


def test_the_same_period_is_moved_not_doubled(school: "School") -> None:
    set_period(school)

    set_period(school, ends=time(17, 0))

    assert ServicePeriod.objects.get().ends == time(17, 0)


def test_a_third_period_needs_a_reason_and_with_one_it_stands(school: "School") -> None:
    two_periods(school)
    third: dict[str, Any] = {"number": 3, "starts": time(18, 0), "ends": time(18, 30)}

    assert codes_against(school, **third) == ["too_many_periods"]
    set_period(school, **third, adjustment_reason="家长下班晚")
    assert ServicePeriod.objects.get(number=3).adjustment_reason == "家长下班晚"


def test_refuses_a_period_before_the_lessons_end_and_changes_nothing(school: "School") -> None:
    assert codes_against(school, starts=time(16, 0)) == ["period_before_lessons_end"]


def test_refuses_periods_that_overlap_and_changes_nothing(school: "School") -> None:
    two_periods(school)

    assert codes_against(school, ends=time(17, 30)) == ["periods_overlap"]


def test_refuses_a_season_that_runs_backward_and_changes_nothing(school: "School") -> None:
    season = (TERM_LAST_DAY, TERM_FIRST_DAY)

    assert codes_against(school, season=season) == ["season_runs_backward"]


@pytest.mark.parametrize("grades", [(1, 7), (6, 1), (0, 3)])
def test_refuses_grades_the_school_does_not_teach_and_changes_nothing(
    grades: tuple[int, int], school: "School"
) -> None:
    assert codes_against(school, grades=grades) == ["grades_not_taught"]


def test_two_plans_of_one_period_are_refused_by_the_database(school: "School") -> None:
    set_period(school)

    with pytest.raises(IntegrityError) as broken, transaction.atomic():
        set_period(school, grades=(1, 3), season=(date(2026, 11, 1), TERM_LAST_DAY))

    reason = reason_of(broken.value)
    assert reason is not None
    assert reason.code == "service_period_is_set_once_for_a_grade_and_day"


def test_others_may_not(school: "School") -> None:
    other = a_school()
    two_periods(other)

    for actor in (an_actor(Role.STAFF, school), an_actor(Role.OFFICE, other)):
        with pytest.raises(Forbidden):
            set_period(school, actor)

    assert not ServicePeriod.objects.filter(school=school).exists()
