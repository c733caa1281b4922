"""The page on which a caretaker calls the roll (7.2.b)."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kehou.custody.actions import note_absence
from kehou.custody.core.rolls import Mark
from kehou.custody.models import Attendance, Event, RollCall
from kehou.custody.pages._taps import COOKIE
from kehou.custody.testing import a_called_roll, a_collection, on_duty
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, a_guardian, a_pupil, sign_in, somebody, the_actor
from kehou.rostering.testing import TODAY, a_duty, a_group_with
from kehou.schools.testing import a_school

if TYPE_CHECKING:
    from django.test import Client

    from kehou.people.models import Pupil
    from kehou.rostering.models import Duty

pytestmark = pytest.mark.django_db

ROLL_CALL = reverse("custody:roll_call")


@pytest.fixture(autouse=True)
def _afternoon(at_time: Callable[[datetime], None]) -> None:
    at_time(AFTERNOON)


@pytest.fixture
def children() -> "list[Pupil]":
    school = a_school()
    return [a_pupil(school, name=name) for name in ("林小雨", "陈晨", "周舟")]


@pytest.fixture
def duty(client: "Client", children: "list[Pupil]") -> "Duty":
    duty = a_duty(a_group_with(children))
    sign_in(client, on_duty(duty))
    return duty


def address(duty: "Duty") -> str:
    return reverse("custody:roll_call", args=[duty.pk])


def filled(children: "list[Pupil]", **other: object) -> dict[str, object]:
    marks: dict[str, object] = {f"mark-{child.pk}": "present" for child in children}
    return {"key": uuid4(), **marks, **other}


def test_leads_to_the_duty_that_is_running_or_next(client: "Client", duty: "Duty") -> None:
    second = a_duty(a_group_with([a_pupil(duty.school)], period=2), duty.staff)

    at_first = client.get(ROLL_CALL)
    assert at_first["Location"] == address(duty)
    assert second in client.get(address(duty)).context["duties"]


def test_leads_to_the_last_duty_when_all_are_over(
    client: "Client", duty: "Duty", at_time: Callable[[datetime], None]
) -> None:
    evening = AFTERNOON + timedelta(hours=3)
    at_time(evening)
    sign_in(client, on_duty(duty), at=evening)

    assert client.get(ROLL_CALL)["Location"] == address(duty)


def test_says_so_when_there_is_no_duty_today(client: "Client") -> None:
    sign_in(client, somebody(Role.STAFF, a_school()))

    answer = client.get(ROLL_CALL)

    assert answer.status_code == 200
    assert "今天没有值班" in answer.content.decode()


def test_ticks_nobody_beforehand(client: "Client", duty: "Duty", children: "list[Pupil]") -> None:
    page = client.get(address(duty)).content.decode()

    assert all(child.person.name in page for child in children)
    assert page.count('type="radio"') == 9
    assert " checked" not in page


def test_stands_in_the_order_of_classes_and_of_pinyin(client: "Client") -> None:
    school = a_school()
    pupils = [a_pupil(school, name=name) for name in ("三班", "二班乙", "二班甲")]
    for pupil, sort_key in zip(pupils, ("a", "z", "b"), strict=True):
        pupil.person.sort_key = sort_key
        pupil.person.save()
    pupils[2].class_by_day = pupils[1].class_by_day
    pupils[2].save()
    pupils[0].class_by_day.number = 9
    pupils[0].class_by_day.save()
    duty = a_duty(a_group_with(pupils))
    sign_in(client, on_duty(duty))

    roll = client.get(address(duty)).context["roll"]

    assert [line.child.person.name for line in roll.lines] == ["二班甲", "二班乙", "三班"]


def test_all_others_are_there_marks_them_to_be_looked_through_and_saves_nothing(
    client: "Client", duty: "Duty", children: "list[Pupil]"
) -> None:
    absent, excused, _ = children
    mother = a_guardian(excused)
    guardian = the_actor(mother.person, Role.GUARDIAN)
    note_absence(actor=guardian, at=AFTERNOON, pupil=excused, day=TODAY)
    marked = {"key": uuid4(), "fill": "there", f"mark-{absent.pk}": "absent"}

    answer = client.post(address(duty), marked)

    assert answer.status_code == 200
    marks = {field.label: field.value() for _, field in answer.context["form"].rows()}
    assert marks == {"林小雨": "absent", "陈晨": Mark.ABSENT, "周舟": Mark.PRESENT}
    assert answer.context["form"]["key"].value() == str(marked["key"])
    assert not RollCall.objects.exists()


def test_saves_the_roll_and_shows_who_is_missing(
    client: "Client", duty: "Duty", children: "list[Pupil]"
) -> None:
    posted = filled(children) | {f"mark-{children[0].pk}": "absent"}

    answer = client.post(address(duty), posted, follow=True)

    assert answer.redirect_chain == [(address(duty), 302)]
    assert "点名完成：到2名，未到1名，请假0名。" in answer.content.decode()
    assert [line.child for line in answer.context["roll"].missing] == [children[0]]
    assert Event.objects.count() == 2


def test_sends_back_a_roll_that_leaves_somebody_out(
    client: "Client", duty: "Duty", children: "list[Pupil]"
) -> None:
    posted = filled(children[1:])

    answer = client.post(address(duty), posted)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [f"mark-{children[0].pk}"]
    assert answer.context["form"]["key"].value() == str(posted["key"])
    assert not RollCall.objects.exists()


def test_says_why_not_when_a_child_is_called_who_has_gone(
    client: "Client", duty: "Duty", children: "list[Pupil]"
) -> None:
    a_called_roll(duty.group, duty)
    a_collection(a_guardian(children[0]), duty)
    second = a_duty(a_group_with(children, period=2), duty.staff)

    answer = client.post(address(second), filled(children))

    assert answer.status_code == 422
    assert [reason.code for reason in answer.context["against"]] == ["called_but_gone"]
    assert RollCall.objects.count() == 1


def test_a_nervous_thumb_saves_it_once_from_one_phone(
    client: "Client", duty: "Duty", children: "list[Pupil]"
) -> None:
    client.get(address(duty))
    posted = filled(children)

    statuses = [client.post(address(duty), posted).status_code for _ in range(2)]

    assert statuses == [302, 302]
    assert Event.objects.count() == 3
    devices = {str(event.device) for event in Event.objects.all()}
    assert devices == {client.cookies[COOKIE].value}


def test_takes_a_phone_with_a_spoilt_cookie_for_a_new_one(
    client: "Client", duty: "Duty", children: "list[Pupil]"
) -> None:
    client.cookies[COOKIE] = "spoilt"

    client.post(address(duty), filled(children))

    assert client.cookies[COOKIE].value == str(Event.objects.first().device)  # type: ignore[union-attr]


def test_says_when_a_group_has_no_children(client: "Client", duty: "Duty") -> None:
    duty.group.places.update(until=TODAY)

    answer = client.get(address(duty))

    assert answer.status_code == 200
    assert "本组没有学生" in answer.content.decode()


def test_duties_of_colleagues_and_of_other_schools_do_not_exist(
    client: "Client", duty: "Duty", children: "list[Pupil]"
) -> None:
    colleague = a_duty(a_group_with([a_pupil(duty.school)]))
    foreign = a_duty(a_group_with([a_pupil()]))

    for other in (colleague, foreign):
        assert client.get(address(other)).status_code == 404
        assert client.post(address(other), filled(children)).status_code == 404
    assert not Attendance.objects.exists()


def test_asks_the_same_of_the_database_for_any_number_of_children(client: "Client") -> None:
    school = a_school()
    counts = []
    for size in (1, 3, 9):
        duty = a_duty(a_group_with([a_pupil(school) for _ in range(size)]))
        sign_in(client, on_duty(duty))
        with CaptureQueriesContext(connection) as asked:
            client.get(address(duty))
        counts.append(len(asked))

    assert len(set(counts)) == 1
