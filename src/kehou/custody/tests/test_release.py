"""The page with the children in one's own hands (7.3.a)."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kehou.custody.testing import a_called_roll, a_collection, on_duty
from kehou.people.testing import AFTERNOON, a_guardian, a_pupil, sign_in
from kehou.rostering.testing import a_duty, a_group, a_group_with
from kehou.schools.testing import a_school

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db

RELEASE = reverse("custody:release")


@pytest.fixture(autouse=True)
def _afternoon(at_time: Callable[[datetime], None]) -> None:
    at_time(AFTERNOON)


def test_shows_whom_the_caretaker_has_and_nobody_else(client: "Client") -> None:
    school = a_school()
    here, gone = a_pupil(school), a_pupil(school)
    duty, colleague = a_duty(a_group_with([here, gone])), a_duty(a_group_with([a_pupil(school)]))
    for one in (duty, colleague):
        a_called_roll(one.group, one)
    a_collection(a_guardian(gone), duty)
    sign_in(client, on_duty(duty))

    answer = client.get(RELEASE)

    assert [event.pupil for event in answer.context["held"]] == [here]
    assert reverse("custody:release_child", args=[here.pk]) in answer.content.decode()


def test_says_so_when_there_is_nobody(client: "Client") -> None:
    sign_in(client, on_duty(a_duty(a_group(a_school()))))

    assert "现在没有学生由您看护" in client.get(RELEASE).content.decode()


def test_asks_the_same_of_the_database_for_any_number_of_children(client: "Client") -> None:
    school = a_school()
    counts = []
    for size in (1, 3, 9):
        duty = a_duty(a_group_with([a_pupil(school) for _ in range(size)]))
        a_called_roll(duty.group, duty)
        sign_in(client, on_duty(duty))
        with CaptureQueriesContext(connection) as asked:
            client.get(RELEASE)
        counts.append(len(asked))

    assert len(set(counts)) == 1
