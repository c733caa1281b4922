from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, connection

from kehou.custody.actions import call_roll, note_absence
from kehou.custody.core.rolls import Mark
from kehou.custody.models import Attendance, Event, RollCall
from kehou.custody.testing import a_called_roll, a_collection, a_tap, on_duty
from kehou.kernel.explained import Refused
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, a_guardian, a_pupil, somebody, the_actor
from kehou.platform import reach
from kehou.platform.constraints import reason_of
from kehou.platform.errors import Conflict, Forbidden
from kehou.platform.models import JournalEntry
from kehou.rostering.testing import TODAY, a_duty, a_group_with
from kehou.schools.testing import a_school

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from kehou.people.models import Pupil
    from kehou.rostering.models import Duty

pytestmark = pytest.mark.django_db


@pytest.fixture
def children() -> "list[Pupil]":
    school = a_school()
    return [a_pupil(school, name=name) for name in ("林小雨", "陈晨", "周舟")]


@pytest.fixture
def duty(children: "list[Pupil]") -> "Duty":
    return a_duty(a_group_with(children))


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [reason.code for reason in refused.value.against]


def test_opens_the_chains_of_those_who_are_there(children: "list[Pupil]", duty: "Duty") -> None:
    here, late, missing = children
    marks = {here.pk: Mark.PRESENT, late.pk: Mark.LATE, missing.pk: Mark.ABSENT}

    roll = call_roll(actor=on_duty(duty), at=AFTERNOON, tap=a_tap(), duty=duty, marks=marks)

    lines = Attendance.objects.filter(roll_call=roll).values_list("pupil_id", "state")
    assert dict(lines) == {pupil: mark.value for pupil, mark in marks.items()}
    events = Event.objects.order_by("pupil_id")
    assert [(e.pupil, e.kind, e.to_holder) for e in events] == [
        (here, "open", duty.person),
        (late, "open", duty.person),
    ]
    entry = JournalEntry.objects.get(act="custody.roll_called")
    assert entry.detail == {"present": 1, "late": 1, "excused": 0, "absent": 1}


def test_accepts_the_children_of_the_period_before_from_their_holder(
    children: "list[Pupil]", duty: "Duty"
) -> None:
    a_called_roll(duty.group, duty)
    second = a_duty(a_group_with(children, period=2))

    a_called_roll(second.group, second)

    transfers = Event.objects.filter(kind="transfer")
    assert {(e.from_holder, e.to_holder, e.recorded_by) for e in transfers} == {
        (duty.person, second.person, second.person)
    }
    assert transfers.count() == 3


def test_leaves_children_as_they_are_who_stay_with_the_same_adult(
    children: "list[Pupil]", duty: "Duty"
) -> None:
    a_called_roll(duty.group, duty)
    second = a_duty(a_group_with(children, period=2), duty.staff)

    a_called_roll(second.group, second)

    assert Event.objects.count() == 3
    assert Attendance.objects.filter(state="present").count() == 6


def test_a_child_whom_somebody_excused_is_excused(children: "list[Pupil]", duty: "Duty") -> None:
    mother = a_guardian(children[0])
    guardian = the_actor(mother.person, Role.GUARDIAN)
    absence = note_absence(actor=guardian, at=AFTERNOON, pupil=children[0], day=TODAY)

    a_called_roll(duty.group, duty, absent=[children[0]])

    line = Attendance.objects.get(pupil=children[0])
    assert (line.state, line.absence) == ("excused", absence)


def test_a_child_who_was_excused_and_came_is_there(children: "list[Pupil]", duty: "Duty") -> None:
    mother = a_guardian(children[0])
    guardian = the_actor(mother.person, Role.GUARDIAN)
    note_absence(actor=guardian, at=AFTERNOON, pupil=children[0], day=TODAY)

    a_called_roll(duty.group, duty)

    assert Attendance.objects.get(pupil=children[0]).state == "present"


def test_sent_twice_it_is_called_once(children: "list[Pupil]", duty: "Duty") -> None:
    marks = dict.fromkeys((child.pk for child in children), Mark.PRESENT)
    tap, actor = a_tap(), on_duty(duty)

    first = call_roll(actor=actor, at=AFTERNOON, tap=tap, duty=duty, marks=marks)
    again = call_roll(actor=actor, at=AFTERNOON, tap=tap, duty=duty, marks=marks)

    assert first == again
    assert (RollCall.objects.count(), Event.objects.count()) == (1, 3)


def test_the_same_act_with_other_marks_is_a_conflict(children: "list[Pupil]", duty: "Duty") -> None:
    marks = dict.fromkeys((child.pk for child in children), Mark.PRESENT)
    tap, actor = a_tap(), on_duty(duty)
    call_roll(actor=actor, at=AFTERNOON, tap=tap, duty=duty, marks=marks)

    other = marks | {children[0].pk: Mark.ABSENT}
    with pytest.raises(Conflict):
        call_roll(actor=actor, at=AFTERNOON, tap=tap, duty=duty, marks=other)

    assert Attendance.objects.filter(state="present").count() == 3


def test_refuses_a_second_roll_of_the_day_and_changes_nothing(duty: "Duty") -> None:
    a_called_roll(duty.group, duty)

    with pytest.raises(Refused) as refused:
        a_called_roll(duty.group, duty)

    assert codes(refused) == ["roll_is_called_once_a_day"]
    assert RollCall.objects.count() == 1


def test_refuses_a_roll_that_leaves_a_child_out_or_names_a_stranger(
    children: "list[Pupil]", duty: "Duty"
) -> None:
    stranger = a_pupil(duty.school)
    marks = {children[0].pk: Mark.PRESENT, stranger.pk: Mark.PRESENT}

    with pytest.raises(Refused) as refused:
        call_roll(actor=on_duty(duty), at=AFTERNOON, tap=a_tap(), duty=duty, marks=marks)

    assert codes(refused) == ["roll_leaves_children_out", "roll_names_strangers"]
    assert set(refused.value.against[0].facts["children"]) == {"陈晨", "周舟"}  # type: ignore[call-overload]
    assert not RollCall.objects.exists()
    assert not Event.objects.exists()


def test_refuses_an_excuse_that_nobody_gave(children: "list[Pupil]", duty: "Duty") -> None:
    marks = dict.fromkeys((child.pk for child in children), Mark.EXCUSED)

    with pytest.raises(Refused) as refused:
        call_roll(actor=on_duty(duty), at=AFTERNOON, tap=a_tap(), duty=duty, marks=marks)

    assert codes(refused) == ["excused_by_nobody"]
    assert not RollCall.objects.exists()


def test_refuses_to_call_a_child_there_who_has_gone(children: "list[Pupil]", duty: "Duty") -> None:
    a_called_roll(duty.group, duty)
    a_collection(a_guardian(children[0]), duty)
    second = a_duty(a_group_with(children, period=2))

    with pytest.raises(Refused) as refused:
        a_called_roll(second.group, second)

    assert codes(refused) == ["called_but_gone"]
    assert refused.value.against[0].facts == {"children": ("林小雨",)}
    assert not Event.objects.filter(kind="transfer").exists()


def test_refuses_the_roll_of_another_day(duty: "Duty") -> None:
    with pytest.raises(Refused) as refused:
        a_called_roll(duty.group, duty, at=AFTERNOON + timedelta(days=1))

    assert codes(refused) == ["roll_of_another_day"]
    assert not RollCall.objects.exists()


def test_is_for_the_adult_who_has_the_duty(duty: "Duty") -> None:
    colleague = a_duty(a_group_with([a_pupil(duty.school)]))
    tap = a_tap()

    for actor in (
        on_duty(colleague),
        somebody(Role.OFFICE, duty.school),
        somebody(Role.PRINCIPAL, duty.school),
        replace(on_duty(duty), role=Role.GUARDIAN),
    ):
        with pytest.raises(Forbidden):
            call_roll(actor=actor, at=AFTERNOON, tap=tap, duty=duty, marks={})

    assert not RollCall.objects.exists()


def test_refuses_whoever_has_been_relieved(duty: "Duty") -> None:
    duty.relieved_at = AFTERNOON
    duty.save()

    with pytest.raises(IntegrityError) as broken:
        a_called_roll(duty.group, duty)

    reason = reason_of(broken.value)
    assert reason is not None
    assert reason.code == "duty_is_not_relieved"


@pytest.mark.parametrize("children_in_group", [1, 3, 45])
def test_asks_the_same_of_the_database_for_any_number_of_children(
    children_in_group: int, django_assert_num_queries: "DjangoAssertNumQueries"
) -> None:
    school = a_school()
    first = a_pupil(school)
    pupils = [first, *(a_pupil(school, class_by_day=first.class_by_day) for _ in range(44))]
    pupils = pupils[:children_in_group]
    duty = a_duty(a_group_with(pupils))
    marks = dict.fromkeys((pupil.pk for pupil in pupils), Mark.PRESENT)
    actor, tap = on_duty(duty), a_tap()

    with django_assert_num_queries(13):
        call_roll(actor=actor, at=AFTERNOON, tap=tap, duty=duty, marks=marks)


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(8) as threads:
        yield threads


@pytest.mark.django_db(transaction=True)
def test_eight_taps_of_one_nervous_thumb_are_one_roll(pool: ThreadPoolExecutor) -> None:
    school = a_school()
    pupils = [a_pupil(school), a_pupil(school)]
    duty = a_duty(a_group_with(pupils))
    marks = dict.fromkeys((pupil.pk for pupil in pupils), Mark.PRESENT)
    actor, tap = on_duty(duty), a_tap()

    def send(_: int) -> int:
        try:
            with reach.everywhere():
                return call_roll(actor=actor, at=AFTERNOON, tap=tap, duty=duty, marks=marks).pk
        finally:
            connection.close()

    assert len(set(pool.map(send, range(8)))) == 1
    assert (RollCall.objects.count(), Event.objects.count()) == (1, 2)


def test_a_roll_is_called_half_an_hour_before_the_service_and_not_earlier(duty: "Duty") -> None:
    begins = duty.during.lower

    with pytest.raises(Refused, match="service_has_not_begun"):
        a_called_roll(duty.group, duty, at=begins - timedelta(minutes=31))
    assert not RollCall.objects.exists()

    a_called_roll(duty.group, duty, at=begins - timedelta(minutes=30))
