from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from kehou.allocation.models import Draw, Group
from kehou.allocation.testing import (
    AFTER_CLOSING,
    FIRST_DAY,
    PUBLIC_VALUE,
    a_closed_window,
    a_preview,
)
from kehou.enrolment.testing import OPENS
from kehou.people.testing import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _after_closing(at_time: Callable[..., None]) -> None:
    at_time(AFTER_CLOSING)


def test_the_office_holds_the_draw_and_the_principal_publishes_it(client: Client) -> None:
    closed = a_closed_window()
    page = reverse("allocation:draw", args=[closed.window.pk])

    sign_in(client, closed.office)
    assert client.get(page).status_code == 200
    assert client.post(page, {"public_value": PUBLIC_VALUE}).status_code == 302
    preview = Draw.objects.get()

    sign_in(client, closed.principal)
    assert preview.result_hash in client.get(page).content.decode()
    answer = client.post(page, {"result_hash": preview.result_hash, "first_day": FIRST_DAY})

    assert answer.status_code == 302
    assert Group.objects.exists()


def test_a_form_without_a_public_value_is_shown_again(client: Client) -> None:
    closed = a_closed_window()
    sign_in(client, closed.office)

    answer = client.post(reverse("allocation:draw", args=[closed.window.pk]), {})

    assert answer.status_code == 422
    assert not Draw.objects.exists()


def test_before_closing_the_office_is_told_when(
    client: Client, at_time: Callable[..., None]
) -> None:
    closed = a_closed_window()
    at_time(OPENS)
    sign_in(client, closed.office)
    page = reverse("allocation:draw", args=[closed.window.pk])

    assert client.get(page).status_code == 200
    assert client.post(page, {"public_value": PUBLIC_VALUE}).status_code == 422


def test_a_foreign_schools_draw_does_not_exist(client: Client) -> None:
    closed, foreign = a_closed_window(), a_closed_window()
    draw = a_preview(closed)
    sign_in(client, foreign.office)

    for page in (
        reverse("allocation:draw", args=[closed.window.pk]),
        reverse("allocation:draw_file", args=[draw.pk, "input"]),
    ):
        assert client.get(page).status_code == 404
