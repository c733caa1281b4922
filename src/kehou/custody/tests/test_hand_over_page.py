from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kehou.custody.models import Event
from kehou.custody.testing import a_called_roll, on_duty
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, a_member_of_staff, a_pupil, sign_in, somebody
from kehou.rostering.testing import a_duty, a_group, a_group_with
from kehou.schools.testing import a_school

if TYPE_CHECKING:
    from django.test import Client

    from kehou.rostering.models import Duty

pytestmark = pytest.mark.django_db

HAND_OVER = reverse("custody:hand_over")


@pytest.fixture(autouse=True)
def _afternoon(at_time: Callable[[datetime], None]) -> None:
    at_time(AFTERNOON)


@pytest.fixture
def sender() -> "Duty":
    """李老师 has two children."""
    school = a_school()
    pupils = [a_pupil(school, name=name) for name in ("林小雨", "陈晨")]
    duty = a_duty(a_group_with(pupils), a_member_of_staff(school, name="李老师"))
    a_called_roll(duty.group, duty)
    return duty


@pytest.fixture
def receiver(client: "Client", sender: "Duty") -> "Duty":
    duty = a_duty(a_group(sender.school))
    sign_in(client, on_duty(duty))
    return duty


def test_shows_the_children_of_colleagues_with_nobody_ticked(
    client: "Client", receiver: "Duty"
) -> None:
    page = client.get(HAND_OVER).content.decode()

    assert all(name in page for name in ("李老师", "林小雨", "陈晨"))
    assert " checked" not in page


def test_takes_over_whom_the_receiver_ticks(
    client: "Client", sender: "Duty", receiver: "Duty"
) -> None:
    child = sender.group.places.first().pupil  # type: ignore[union-attr]

    answer = client.post(HAND_OVER, {"key": uuid4(), "children": [child.pk]})

    assert answer["Location"] == reverse("custody:release")
    event = Event.objects.get(kind="transfer")
    assert (event.pupil, event.to_holder) == (child, receiver.person)


def test_asks_for_at_least_one_child(client: "Client", receiver: "Duty") -> None:
    answer = client.post(HAND_OVER, {"key": uuid4()})

    assert answer.status_code == 422
    assert not Event.objects.filter(kind="transfer").exists()


def test_says_why_a_catch_up_child_needs_a_reason(
    client: "Client", sender: "Duty", receiver: "Duty"
) -> None:
    child = a_pupil(sender.school)
    first = Event.objects.first()
    assert first is not None
    first.pk, first.pupil, first.stream, first.device_number = uuid4(), child, "catchup", 99
    first.save(force_insert=True)

    answer = client.post(HAND_OVER, {"key": uuid4(), "children": [child.pk]})

    assert answer.status_code == 422
    codes = [reason.code for reason in answer.context["against"]]
    assert codes == ["catch_up_handed_on_without_reason"]


def test_the_children_of_another_school_do_not_exist(client: "Client", receiver: "Duty") -> None:
    foreign = a_duty(a_group_with([a_pupil()]))
    a_called_roll(foreign.group, foreign)
    child = foreign.group.places.first().pupil  # type: ignore[union-attr]

    answer = client.post(HAND_OVER, {"key": uuid4(), "children": [child.pk]})

    assert answer.status_code == 422
    assert not Event.objects.filter(kind="transfer").exists()


def test_whoever_has_no_duty_takes_nobody_over(client: "Client", sender: "Duty") -> None:
    sign_in(client, somebody(Role.STAFF, sender.school))
    child = sender.group.places.first().pupil  # type: ignore[union-attr]

    answer = client.post(HAND_OVER, {"key": uuid4(), "children": [child.pk]})

    assert "今天没有值班" in answer.content.decode()
    assert not Event.objects.filter(kind="transfer").exists()


def test_says_when_no_colleague_has_children(client: "Client") -> None:
    sign_in(client, on_duty(a_duty(a_group(a_school()))))

    assert "目前没有同事在看护学生" in client.get(HAND_OVER).content.decode()


def test_asks_the_same_of_the_database_for_any_number_of_children(
    client: "Client", receiver: "Duty"
) -> None:
    counts = []
    for more in (1, 2, 6):
        duty = a_duty(a_group_with([a_pupil(receiver.school) for _ in range(more)]))
        a_called_roll(duty.group, duty)
        with CaptureQueriesContext(connection) as asked:
            client.get(HAND_OVER)
        counts.append(len(asked))

    assert len(set(counts)) == 1
