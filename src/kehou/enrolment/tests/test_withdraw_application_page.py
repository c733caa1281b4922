"""The page to leave by: one button, no reason (2.3.c)."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kehou.enrolment.models import Application
from kehou.enrolment.testing import an_application
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, a_guardian, a_pupil, sign_in, the_actor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_term(at_time: Any) -> None:
    at_time(AFTERNOON)


@pytest.fixture
def sent(client: Client) -> Application:
    sent = an_application(a_pupil())
    sign_in(client, the_actor(sent.guardian, Role.GUARDIAN))
    return sent


def url_of(sent: Application) -> str:
    return reverse("enrolment:withdraw_application", args=[sent.pupil_id, sent.window_id])


def test_it_says_from_when_and_asks_nothing(client: Client, sent: Application) -> None:
    answer = client.get(url_of(sent))

    assert answer.context["ends_before"] == date(2026, 10, 15)
    assert "2026年10月15日" in answer.content.decode()
    assert "<textarea" not in answer.content.decode()


def test_one_tap_withdraws(client: Client, sent: Application) -> None:
    answer = client.post(url_of(sent), follow=True)

    assert answer.redirect_chain == [(reverse("enrolment:my_children"), 302)]
    assert "自2026年10月15日起生效" in answer.content.decode()
    assert Application.objects.get().withdrawn_at is not None


def test_a_second_tap_finds_nothing(client: Client, sent: Application) -> None:
    client.post(url_of(sent))

    assert client.post(url_of(sent)).status_code == 404


def test_a_strangers_tap_changes_nothing(client: Client, sent: Application) -> None:
    stranger = a_guardian(a_pupil(sent.school)).person
    sign_in(client, the_actor(stranger, Role.GUARDIAN))

    assert client.post(url_of(sent)).status_code == 404
    assert Application.objects.get().withdrawn_at is None
