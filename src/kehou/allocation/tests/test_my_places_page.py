from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from kehou.allocation.testing import (
    AFTER_CLOSING,
    a_closed_window,
    a_preview,
    a_published_draw,
)
from kehou.catalogue.testing import written_anew
from kehou.ordinance.roles import Role
from kehou.people.testing import sign_in, the_actor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _after_closing(at_time: Callable[..., None]) -> None:
    at_time(AFTER_CLOSING)


def test_a_guardian_reads_where_the_child_is_and_why_a_wish_was_not_met(client: Client) -> None:
    closed = a_closed_window(children=2, seats=1)
    draw = a_published_draw(closed)
    refused = next(a for a in closed.applications if draw.result["refused"].get(a.receipt))
    sign_in(client, the_actor(refused.guardian, Role.GUARDIAN))

    text = client.get(reverse("allocation:my_places")).content.decode()

    assert "学生" in text
    assert "自主作业" in text
    assert "“围棋”没有排上" in text


def test_a_wish_for_an_activity_that_was_taken_back_keeps_its_title(client: Client) -> None:
    closed = a_closed_window(children=2, seats=1)
    draw = a_published_draw(closed)
    refused = next(a for a in closed.applications if draw.result["refused"].get(a.receipt))
    written_anew(closed.club)
    sign_in(client, the_actor(refused.guardian, Role.GUARDIAN))

    text = client.get(reverse("allocation:my_places")).content.decode()

    assert "“围棋（已撤回）”没有排上" in text
    assert f"A{closed.club.pk}" not in text


def test_before_publication_a_guardian_sees_no_place(client: Client) -> None:
    closed = a_closed_window()
    a_preview(closed)
    sign_in(client, the_actor(closed.applications[0].guardian, Role.GUARDIAN))

    text = client.get(reverse("allocation:my_places")).content.decode()

    assert "自主作业" not in text
    assert "没有排上" not in text
