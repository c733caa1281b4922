from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.urls import reverse

from kehou.custody.models import Event
from kehou.custody.testing import a_called_roll, a_permit, on_duty
from kehou.people.testing import AFTERNOON, a_guardian, a_pupil, sign_in
from kehou.platform.sealed import seal
from kehou.rostering.testing import a_duty, a_group_with

if TYPE_CHECKING:
    from django.test import Client

    from kehou.people.models import Guardianship
    from kehou.rostering.models import Duty

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _afternoon(at_time: Callable[[datetime], None]) -> None:
    at_time(AFTERNOON)


@pytest.fixture
def mother() -> "Guardianship":
    return a_guardian(a_pupil(), name="林母")


@pytest.fixture
def duty(client: "Client", mother: "Guardianship") -> "Duty":
    """The child is in the hands of whoever is signed in."""
    duty = a_duty(a_group_with([mother.pupil]))
    a_called_roll(duty.group, duty)
    sign_in(client, on_duty(duty))
    return duty


def address(mother: "Guardianship") -> str:
    return reverse("custody:release_child", args=[mother.pupil_id])


def test_tells_apart_who_may_who_may_not_and_who_must_not(
    client: "Client", mother: "Guardianship", duty: "Duty"
) -> None:
    a_guardian(mother.pupil, name="林父", may_collect=False, must_not_collect=True)
    a_guardian(mother.pupil, name="林姨", may_collect=False)

    answer = client.get(address(mother))

    offered = [str(label) for _, label in answer.context["form"].fields["to"].choices]
    assert ["林母" in label for label in offered] == [True, False]
    assert [a.guardianship.person.name for a in answer.context["banned"]] == ["林父"]
    assert [a.guardianship.person.name for a in answer.context["others"]] == ["林姨"]


def test_shows_the_last_digits_of_the_phone_and_no_more(
    client: "Client", mother: "Guardianship", duty: "Duty"
) -> None:
    mother.person.phone_sealed = seal("people.person.phone", mother.person.key, "13812345678")
    mother.person.save()

    page = client.get(address(mother)).content.decode()

    assert "手机尾号5678" in page
    assert "1381234" not in page


def test_offers_an_adult_whose_phone_nobody_knows_all_the_same(
    client: "Client", mother: "Guardianship", duty: "Duty"
) -> None:
    mother.person.phone_sealed = mother.person.phone_index = None
    mother.person.save()

    page = client.get(address(mother)).content.decode()

    assert "林母" in page
    assert "手机尾号" not in page


def test_gives_the_child_into_the_chosen_hands(
    client: "Client", mother: "Guardianship", duty: "Duty"
) -> None:
    chosen = {"key": uuid4(), "to": mother.pk, "known_by": ["name", "phone"]}

    answer = client.post(address(mother), chosen)

    assert answer["Location"] == reverse("custody:release")
    event = Event.objects.get(kind="release")
    assert (event.to_holder, event.identified_by) == (mother.person, ["name", "phone"])


def test_a_second_tap_finds_the_child_gone(
    client: "Client", mother: "Guardianship", duty: "Duty"
) -> None:
    chosen = {"key": uuid4(), "to": mother.pk, "known_by": ["name", "phone"]}
    client.post(address(mother), chosen)

    again = client.post(address(mother), chosen, follow=True)

    assert again.redirect_chain == [(reverse("custody:release"), 302)]
    assert "已离校" in again.content.decode()
    assert Event.objects.filter(kind="release").count() == 1


def test_lets_the_child_go_alone_when_the_permit_was_shown(
    client: "Client", mother: "Guardianship", duty: "Duty"
) -> None:
    a_permit(mother.pupil)

    forgotten = client.post(address(mother), {"key": uuid4(), "to": "alone"})
    shown = {"key": uuid4(), "to": "alone", "permit_was_shown": "on"}

    assert [reason.code for reason in forgotten.context["against"]] == ["permit_not_shown"]
    assert client.post(address(mother), shown).status_code == 302
    assert Event.objects.get(kind="release").to_kind == "self"


def test_offers_no_way_home_alone_without_a_permit(
    client: "Client", mother: "Guardianship", duty: "Duty"
) -> None:
    answer = client.post(address(mother), {"key": uuid4(), "to": "alone"})

    assert answer.status_code == 422
    assert not Event.objects.filter(kind="release").exists()


def test_gives_the_child_to_the_police_under_a_case_number(
    client: "Client", mother: "Guardianship", duty: "Duty"
) -> None:
    taken = {"key": uuid4(), "to": "authority", "case_number": "A-1", "reason": "送医"}

    without = client.post(address(mother), taken | {"case_number": ""})

    assert without.status_code == 422
    assert client.post(address(mother), taken).status_code == 302
    assert Event.objects.get(kind="release").case_number == "A-1"


def test_says_why_one_identifier_is_not_enough_and_keeps_the_form(
    client: "Client", mother: "Guardianship", duty: "Duty"
) -> None:
    posted = {"key": uuid4(), "to": mother.pk, "known_by": ["name"]}

    answer = client.post(address(mother), posted)

    assert answer.status_code == 422
    codes = [reason.code for reason in answer.context["against"]]
    assert codes == ["guardian_is_known_by_two_identifiers"]
    assert not Event.objects.filter(kind="release").exists()


def test_whoever_must_not_collect_cannot_be_chosen(
    client: "Client", mother: "Guardianship", duty: "Duty"
) -> None:
    father = a_guardian(mother.pupil, may_collect=False, must_not_collect=True)

    answer = client.post(
        address(mother), {"key": uuid4(), "to": father.pk, "known_by": ["name", "phone"]}
    )

    assert answer.status_code == 422
    assert not Event.objects.filter(kind="release").exists()


def test_children_in_other_hands_do_not_exist(
    client: "Client", mother: "Guardianship", duty: "Duty"
) -> None:
    with_a_colleague, foreign = a_guardian(a_pupil(duty.school)), a_guardian(a_pupil())
    for theirs in (with_a_colleague, foreign):
        other = a_duty(a_group_with([theirs.pupil]))
        a_called_roll(other.group, other)
    posted = {"key": uuid4(), "to": mother.pk, "known_by": ["name", "phone"]}

    for theirs in (with_a_colleague, foreign):
        assert client.get(address(theirs)).status_code == 404
        assert client.post(address(theirs), posted).status_code == 404
    assert not Event.objects.filter(kind="release").exists()
