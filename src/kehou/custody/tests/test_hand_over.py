from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from kehou.custody.actions import hand_over
from kehou.custody.models import Event
from kehou.custody.testing import a_called_roll, a_collection, a_tap, on_duty
from kehou.kernel.explained import Refused
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, a_guardian, a_pupil, somebody
from kehou.platform.errors import Forbidden
from kehou.platform.models import JournalEntry
from kehou.rostering.testing import a_duty, a_group, a_group_with
from kehou.schools.testing import a_school

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kehou.people.models import Pupil
    from kehou.rostering.models import Duty

pytestmark = pytest.mark.django_db


@pytest.fixture
def sender() -> "Duty":
    """Two children are in the hands of whoever has this duty."""
    school = a_school()
    duty = a_duty(a_group_with([a_pupil(school, name="林小雨"), a_pupil(school, name="陈晨")]))
    a_called_roll(duty.group, duty)
    return duty


@pytest.fixture
def receiver(sender: "Duty") -> "Duty":
    return a_duty(a_group(sender.school))


def children_of(duty: "Duty") -> "list[Pupil]":
    return [place.pupil for place in duty.group.places.order_by("pupil")]


def take_over(duty: "Duty", pupils: "Sequence[Pupil]", *, reason: str = "") -> "Sequence[Event]":
    return hand_over(
        actor=on_duty(duty), at=AFTERNOON, tap=a_tap(), duty=duty, pupils=pupils, reason=reason
    )


def test_the_receiver_takes_over_the_children_they_name(sender: "Duty", receiver: "Duty") -> None:
    named, other = children_of(sender)

    (event,) = take_over(receiver, [named])

    assert (event.kind, event.pupil_id) == ("transfer", named.pk)
    assert (event.from_holder_id, event.to_holder_id) == (sender.person_id, receiver.person_id)
    assert event.recorded_by_id == receiver.person_id
    assert Event.objects.filter(pupil=other).count() == 1
    entry = JournalEntry.objects.get(act="custody.children_handed_over")
    assert entry.detail == {"pupils": [named.pk]}


def test_taking_over_again_changes_nothing(sender: "Duty", receiver: "Duty") -> None:
    take_over(receiver, children_of(sender))

    assert take_over(receiver, children_of(sender)) == []
    assert Event.objects.filter(kind="transfer").count() == 2
    assert JournalEntry.objects.filter(act="custody.children_handed_over").count() == 1


def test_refuses_a_child_who_has_gone_and_takes_over_none(sender: "Duty", receiver: "Duty") -> None:
    gone, _ = children_of(sender)
    a_collection(a_guardian(gone), sender)

    with pytest.raises(Refused, match="child_released_already"):
        take_over(receiver, children_of(sender))

    assert not Event.objects.filter(kind="transfer").exists()


def test_refuses_a_child_whom_nobody_has(receiver: "Duty") -> None:
    with pytest.raises(Refused, match="child_not_taken_over_yet"):
        take_over(receiver, [a_pupil(receiver.school)])


def test_refuses_a_receiver_whose_duty_is_of_another_day(sender: "Duty", receiver: "Duty") -> None:
    tomorrow = AFTERNOON + timedelta(days=1)

    with pytest.raises(Refused, match="receiver_not_on_duty"):
        hand_over(
            actor=on_duty(receiver),
            at=tomorrow,
            tap=a_tap(),
            duty=receiver,
            pupils=children_of(sender),
        )

    assert not Event.objects.filter(kind="transfer").exists()


def test_a_catch_up_child_is_handed_on_only_for_a_reason(sender: "Duty", receiver: "Duty") -> None:
    child = a_pupil(sender.school)
    first = Event.objects.filter(to_holder=sender.person).first()
    assert first is not None
    first.pk, first.pupil, first.stream, first.device_number = a_tap().key, child, "catchup", 9
    first.save(force_insert=True)

    with pytest.raises(Refused, match="catch_up_handed_on_without_reason"):
        take_over(receiver, [child], reason=" ")
    (event,) = take_over(receiver, [child], reason="补缺教师送医")

    assert (event.stream, event.reason) == ("catchup", "补缺教师送医")


def test_nobody_takes_over_in_a_colleagues_name(sender: "Duty", receiver: "Duty") -> None:
    for actor in (on_duty(sender), somebody(Role.OFFICE, sender.school)):
        with pytest.raises(Forbidden):
            hand_over(
                actor=actor,
                at=AFTERNOON,
                tap=a_tap(),
                duty=receiver,
                pupils=children_of(sender),
            )

    assert not Event.objects.filter(kind="transfer").exists()


def test_refuses_a_hand_over_before_the_service(sender: "Duty", receiver: "Duty") -> None:
    with pytest.raises(Refused, match="service_has_not_begun"):
        hand_over(
            actor=on_duty(receiver),
            at=AFTERNOON - timedelta(hours=5),
            tap=a_tap(),
            duty=receiver,
            pupils=children_of(sender),
        )

    assert not Event.objects.filter(to_holder=receiver.person_id).exists()
