from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from kehou.custody.actions import note_absence, record_arrival
from kehou.custody.models import Attendance, Event
from kehou.custody.testing import a_called_roll, a_collection, a_tap, on_duty
from kehou.kernel.explained import Refused
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, a_guardian, a_pupil, somebody, the_actor
from kehou.platform.errors import Forbidden
from kehou.platform.models import JournalEntry
from kehou.rostering.testing import TODAY, a_duty, a_group_with

if TYPE_CHECKING:
    from kehou.people.models import Pupil
    from kehou.rostering.models import Duty

pytestmark = pytest.mark.django_db


@pytest.fixture
def child() -> "Pupil":
    return a_pupil()


@pytest.fixture
def duty(child: "Pupil") -> "Duty":
    return a_duty(a_group_with([child, a_pupil(child.school)]))


def arrive(duty: "Duty", child: "Pupil") -> Attendance:
    return record_arrival(actor=on_duty(duty), at=AFTERNOON, tap=a_tap(), duty=duty, pupil=child)


def test_takes_the_late_child_over_and_keeps_what_was_said_before(
    child: "Pupil", duty: "Duty"
) -> None:
    a_called_roll(duty.group, duty, absent=[child])

    line = arrive(duty, child)

    assert (line.state, line.replaces.state) == ("late", "absent")  # type: ignore[union-attr]
    event = Event.objects.get(pupil=child)
    assert (event.kind, event.to_holder) == ("open", duty.person)
    entry = JournalEntry.objects.get(act="custody.arrival_recorded")
    assert entry.detail["was"] == "absent"


def test_accepts_a_late_child_from_the_colleague_who_kept_it(child: "Pupil", duty: "Duty") -> None:
    a_called_roll(duty.group, duty)
    second = a_duty(a_group_with([child], period=2))
    a_called_roll(second.group, second, absent=[child])

    arrive(second, child)

    event = Event.objects.get(pupil=child, kind="transfer")
    assert (event.from_holder, event.to_holder) == (duty.person, second.person)


def test_a_child_who_was_with_the_caller_all_along_stays_with_them(
    child: "Pupil", duty: "Duty"
) -> None:
    a_called_roll(duty.group, duty)
    second = a_duty(a_group_with([child], period=2), duty.staff)
    a_called_roll(second.group, second, absent=[child])

    assert arrive(second, child).state == "late"
    assert Event.objects.filter(pupil=child).count() == 1


def test_a_child_who_was_excused_may_come_after_all(child: "Pupil", duty: "Duty") -> None:
    guardian = the_actor(a_guardian(child).person, Role.GUARDIAN)
    note_absence(actor=guardian, at=AFTERNOON, pupil=child, day=TODAY)
    a_called_roll(duty.group, duty, absent=[child])

    assert arrive(duty, child).state == "late"


def test_arriving_twice_is_arriving_once(child: "Pupil", duty: "Duty") -> None:
    a_called_roll(duty.group, duty, absent=[child])

    assert arrive(duty, child) == arrive(duty, child)
    assert Attendance.objects.filter(pupil=child).count() == 2


def test_refuses_an_arrival_before_the_roll(child: "Pupil", duty: "Duty") -> None:
    with pytest.raises(Refused, match="roll_not_called_yet"):
        arrive(duty, child)

    assert not Event.objects.exists()


def test_refuses_a_child_who_has_gone_already(child: "Pupil", duty: "Duty") -> None:
    a_called_roll(duty.group, duty)
    a_collection(a_guardian(child), duty)
    second = a_duty(a_group_with([child], period=2))
    a_called_roll(second.group, second, absent=[child])

    with pytest.raises(Refused, match="child_released_already"):
        arrive(second, child)

    assert Attendance.objects.filter(pupil=child, state="late").count() == 0


def test_refuses_an_arrival_on_another_day(child: "Pupil", duty: "Duty") -> None:
    a_called_roll(duty.group, duty, absent=[child])
    tomorrow = AFTERNOON + timedelta(days=1)

    with pytest.raises(Refused, match="roll_of_another_day"):
        record_arrival(actor=on_duty(duty), at=tomorrow, tap=a_tap(), duty=duty, pupil=child)


def test_is_for_the_adult_who_has_the_duty(child: "Pupil", duty: "Duty") -> None:
    a_called_roll(duty.group, duty, absent=[child])
    colleague = a_duty(a_group_with([a_pupil(duty.school)]))

    for actor in (on_duty(colleague), somebody(Role.OFFICE, duty.school)):
        with pytest.raises(Forbidden):
            record_arrival(actor=actor, at=AFTERNOON, tap=a_tap(), duty=duty, pupil=child)

    assert not Event.objects.filter(pupil=child).exists()


def test_refuses_an_arrival_before_the_service(child: "Pupil", duty: "Duty") -> None:
    morning = AFTERNOON - timedelta(hours=5)

    with pytest.raises(Refused, match="service_has_not_begun"):
        record_arrival(actor=on_duty(duty), at=morning, tap=a_tap(), duty=duty, pupil=child)
