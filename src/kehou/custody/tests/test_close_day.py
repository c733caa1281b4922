from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, connection, transaction

from kehou.custody.actions import close_day, note_absence
from kehou.custody.models import DayClosing
from kehou.custody.testing import a_called_roll, a_collection
from kehou.kernel.explained import Refused
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, a_guardian, a_member_of_staff, a_pupil, somebody
from kehou.platform import reach
from kehou.platform.constraints import reason_of
from kehou.platform.errors import Forbidden
from kehou.platform.models import JournalEntry
from kehou.rostering.testing import TODAY, a_duty, a_group_with
from kehou.schools.testing import a_school, the_term

if TYPE_CHECKING:
    from kehou.people.models import Pupil
    from kehou.platform.actors import Actor
    from kehou.schools.models import School

pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> "School":
    the_term()
    return a_school()


@pytest.fixture
def children(school: "School") -> "list[Pupil]":
    return [a_pupil(school, name=name) for name in ("林小雨", "陈晨")]


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(8) as threads:
        yield threads


def close(school: "School", role: Role = Role.SAFETY_OFFICER) -> DayClosing:
    return close_day(actor=somebody(role, school), at=AFTERNOON, school=school, day=TODAY)


def facts(refused: pytest.ExceptionInfo[Refused]) -> dict[str, object]:
    return {reason.code: reason.facts for reason in refused.value.against}


@pytest.mark.parametrize("role", [Role.SAFETY_OFFICER, Role.PRINCIPAL, Role.OFFICE])
def test_closes_a_day_on_which_every_child_has_gone(
    school: "School", children: "list[Pupil]", role: Role
) -> None:
    duty = a_duty(a_group_with(children))
    a_called_roll(duty.group, duty)
    for child in children:
        a_collection(a_guardian(child), duty)

    closing = close(school, role)

    assert (closing.day, closing.children) == (TODAY, 2)
    assert JournalEntry.objects.get(act="custody.day_closed").detail["children"] == 2


def test_names_who_is_still_here_with_whom(school: "School", children: "list[Pupil]") -> None:
    duty = a_duty(a_group_with(children), a_member_of_staff(school, name="李老师"))
    a_called_roll(duty.group, duty)
    a_collection(a_guardian(children[0]), duty)

    with pytest.raises(Refused) as refused:
        close(school)

    assert facts(refused) == {
        "children_still_held": {"children": 1},
        "children_are_with": {"adult": "李老师", "children": ("陈晨",)},
    }
    assert not DayClosing.objects.exists()


def test_names_of_whom_nothing_is_known(school: "School", children: "list[Pupil]") -> None:
    a_group_with(children)

    with pytest.raises(Refused) as refused:
        close(school)

    assert facts(refused) == {
        "children_unaccounted": {"children": 2},
        "nothing_is_known_of": {"children": ("林小雨", "陈晨")},
    }
    assert not DayClosing.objects.exists()


def test_a_child_who_was_called_absent_stays_open_until_somebody_explains(
    school: "School", children: "list[Pupil]"
) -> None:
    duty = a_duty(a_group_with(children))
    a_called_roll(duty.group, duty, absent=children)
    office = somebody(Role.OFFICE, school)

    with pytest.raises(Refused, match="children_unaccounted"):
        close(school)
    for child in children:
        note_absence(actor=office, at=AFTERNOON, pupil=child, day=TODAY, reason="家长来电")

    assert close(school).children == 0


def test_closing_twice_is_closing_once(school: "School") -> None:
    assert close(school) == close(school, Role.OFFICE)
    assert DayClosing.objects.count() == 1


def test_refuses_a_day_that_has_not_come(school: "School") -> None:
    officer = somebody(Role.SAFETY_OFFICER, school)

    with pytest.raises(Refused, match="day_has_not_come"):
        close_day(actor=officer, at=AFTERNOON, school=school, day=TODAY + timedelta(days=1))


def test_refuses_a_day_without_service(school: "School") -> None:
    officer = somebody(Role.SAFETY_OFFICER, school)
    sunday = TODAY - timedelta(days=TODAY.isoweekday())

    with pytest.raises(Refused, match="day_has_no_service"):
        close_day(actor=officer, at=AFTERNOON, school=school, day=sunday)

    assert not DayClosing.objects.exists()


@pytest.mark.parametrize("role", [Role.STAFF, Role.GUARDIAN, Role.DISTRICT_REVIEWER, Role.AUDITOR])
def test_is_for_the_schools_leaders_and_office(school: "School", role: Role) -> None:
    with pytest.raises(Forbidden):
        close(school, role)

    assert not DayClosing.objects.exists()


def test_is_not_for_another_school(school: "School") -> None:
    stranger = somebody(Role.PRINCIPAL, a_school())

    with pytest.raises(Forbidden):
        close_day(actor=stranger, at=AFTERNOON, school=school, day=TODAY)

    assert not DayClosing.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_eight_who_close_at_once_close_it_once(pool: ThreadPoolExecutor) -> None:
    the_term()
    school = a_school()
    actors = [somebody(Role.OFFICE, school) for _ in range(8)]

    together = Barrier(8)

    def close_as(actor: "Actor") -> int:
        with reach.everywhere():
            together.wait()
            closing = close_day(actor=actor, at=AFTERNOON, school=school, day=TODAY)
        connection.close()
        return closing.pk

    assert len(set(pool.map(close_as, actors))) == 1
    assert DayClosing.objects.count() == 1


@pytest.mark.parametrize(
    ("is_called", "code"),
    [
        (True, "day_closes_at_zero_children"),
        (False, "day_closes_when_every_child_is_accounted_for"),
    ],
)
def test_the_database_does_not_close_such_a_day_either(
    school: "School", children: "list[Pupil]", is_called: bool, code: str
) -> None:
    duty = a_duty(a_group_with(children))
    if is_called:
        a_called_roll(duty.group, duty)

    with pytest.raises(IntegrityError) as broken, transaction.atomic():
        DayClosing.objects.create(
            school=school, day=TODAY, closed_by=duty.person, closed_at=AFTERNOON, children=0
        )

    reason = reason_of(broken.value)
    assert reason is not None
    assert reason.code == code


def test_the_database_lets_no_relief_hide_a_child(
    school: "School", children: "list[Pupil]"
) -> None:
    duty = a_duty(a_group_with(children))
    duty.relieved_at = AFTERNOON
    duty.save()

    with pytest.raises(IntegrityError) as broken, transaction.atomic():
        DayClosing.objects.create(
            school=school,
            day=TODAY,
            closed_by_id=somebody(Role.OFFICE, school).somebody,
            closed_at=AFTERNOON,
            children=0,
        )

    assert "of some children nothing is known" in str(broken.value)
