from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from kehou.custody.actions import release_child
from kehou.custody.core.hands import Alone, ToAuthority
from kehou.custody.models import Absence
from kehou.custody.testing import a_called_roll, a_collection, a_permit, a_tap, on_duty
from kehou.ordinance.roles import Role
from kehou.people.testing import (
    AFTERNOON,
    a_guardian,
    a_member_of_staff,
    a_pupil,
    sign_in,
    the_actor,
)
from kehou.platform.models import JournalEntry
from kehou.rostering.testing import TODAY, a_duty, a_group_with

if TYPE_CHECKING:
    from django.test import Client

    from kehou.people.models import Guardianship
    from kehou.rostering.models import Duty

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _afternoon(at_time: Callable[[datetime], None]) -> None:
    at_time(AFTERNOON)


@pytest.fixture
def mother(client: "Client") -> "Guardianship":
    mother = a_guardian(a_pupil())
    sign_in(client, the_actor(mother.person, Role.GUARDIAN))
    return mother


@pytest.fixture
def duty(mother: "Guardianship") -> "Duty":
    staff = a_member_of_staff(mother.school, name="李老师")
    return a_duty(a_group_with([mother.pupil]), staff)


def address(mother: "Guardianship") -> str:
    return reverse("custody:my_child_today", args=[mother.pupil_id])


def page(client: "Client", mother: "Guardianship") -> str:
    return client.get(address(mother)).content.decode()


def test_leads_to_the_only_child(client: "Client", mother: "Guardianship") -> None:
    answer = client.get(reverse("custody:my_child_today"))

    assert answer["Location"] == address(mother)


def test_shows_a_guardian_of_two_where_both_are(
    client: "Client", mother: "Guardianship", duty: "Duty"
) -> None:
    second = a_guardian(a_pupil(name="弟弟"), person=mother.person)
    a_called_roll(duty.group, duty)

    page = client.get(reverse("custody:my_child_today")).content.decode()

    assert address(mother) in page
    assert "由李老师看护" in page
    assert address(second) in page
    assert "孩子今天没有课后服务" in page
    assert JournalEntry.objects.filter(act="custody.chain_read").count() == 2


def test_a_child_who_takes_no_part_is_not_excused(client: "Client", mother: "Guardianship") -> None:
    assert "孩子不参加" not in page(client, mother)


def test_a_child_with_a_place_is_excused_on_any_day(
    client: "Client", mother: "Guardianship", duty: "Duty"
) -> None:
    assert "孩子不参加" in page(client, mother)


def test_says_that_there_is_no_service_today(client: "Client", mother: "Guardianship") -> None:
    assert "孩子今天没有课后服务" in page(client, mother)


def test_says_that_the_child_is_expected(
    client: "Client", mother: "Guardianship", duty: "Duty"
) -> None:
    assert "应到，尚未点名" in page(client, mother)


def test_says_who_has_the_child_and_since_when(
    client: "Client", mother: "Guardianship", duty: "Duty"
) -> None:
    a_called_roll(duty.group, duty)

    told = page(client, mother)

    assert "由李老师看护" in told
    assert "自16:40起" in told


def test_says_who_collected_the_child(
    client: "Client", mother: "Guardianship", duty: "Duty"
) -> None:
    a_called_roll(duty.group, duty)
    a_collection(a_guardian(mother.pupil, name="外婆"), duty)

    assert "已由外婆接走" in page(client, mother)


def test_says_that_the_child_went_alone_or_with_the_police(
    client: "Client", mother: "Guardianship", duty: "Duty"
) -> None:
    sibling = a_guardian(a_pupil(mother.school), person=mother.person)
    second = a_duty(a_group_with([sibling.pupil]))
    a_permit(mother.pupil)
    for one, named, into in (
        (duty, mother, Alone(permit_was_shown=True)),
        (second, sibling, ToAuthority("A-1", "送医")),
    ):
        a_called_roll(one.group, one)
        release_child(actor=on_duty(one), at=AFTERNOON, tap=a_tap(), pupil=named.pupil, into=into)

    assert "独自回家" in page(client, mother)
    assert "请立即联系学校" in page(client, sibling)


def test_tells_the_school_in_two_taps_that_the_child_does_not_come(
    client: "Client", mother: "Guardianship", duty: "Duty"
) -> None:
    answer = client.post(address(mother), {"day": TODAY}, follow=True)

    assert answer.redirect_chain == [(address(mother), 302)]
    assert Absence.objects.get().reported_by == mother.person
    assert "今天已请假" in answer.content.decode()


def test_asks_for_a_day_that_can_be_read(client: "Client", mother: "Guardianship") -> None:
    assert client.post(address(mother), {"day": "soon"}).status_code == 422
    assert not Absence.objects.exists()


def test_says_why_a_child_who_is_here_is_not_excused(
    client: "Client", mother: "Guardianship", duty: "Duty"
) -> None:
    a_called_roll(duty.group, duty)

    answer = client.post(address(mother), {"day": TODAY})

    assert answer.status_code == 422
    assert [reason.code for reason in answer.context["against"]] == ["excused_but_here"]


def test_writes_down_each_look_once(client: "Client", mother: "Guardianship") -> None:
    client.get(address(mother))

    entry = JournalEntry.objects.get(act="custody.chain_read")
    assert (entry.subject_id, entry.actor_person_id) == (str(mother.pupil_id), mother.person_id)


def test_the_children_of_others_do_not_exist(
    client: "Client", mother: "Guardianship", duty: "Duty"
) -> None:
    classmate, foreign = a_guardian(a_pupil(mother.school)), a_guardian(a_pupil())

    for theirs in (classmate, foreign):
        assert client.get(address(theirs)).status_code == 404
        assert client.post(address(theirs), {"day": TODAY}).status_code == 404
    assert not Absence.objects.exists()


def test_a_grandmother_who_only_collects_sees_nothing(client: "Client") -> None:
    child = a_pupil()
    grandmother = a_guardian(child, is_guardian=False)
    a_guardian(a_pupil(child.school), person=grandmother.person)
    sign_in(client, the_actor(grandmother.person, Role.GUARDIAN))

    assert client.get(address(grandmother)).status_code == 404
