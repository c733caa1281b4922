from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from kehou.allocation.testing import (
    AFTER_CLOSING,
    a_closed_window,
    a_published_draw,
)
from kehou.ordinance.roles import Role
from kehou.people.testing import sign_in, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _after_closing(at_time: Callable[..., None]) -> None:
    at_time(AFTER_CLOSING)


def test_groups_are_listed_in_a_fixed_number_of_queries(
    client: Client, django_assert_max_num_queries: Callable[..., object]
) -> None:
    closed = a_closed_window(children=6)
    a_published_draw(closed)
    sign_in(client, closed.office)
    page = reverse("allocation:groups")

    with django_assert_max_num_queries(14):
        text = client.get(page).content.decode()

    assert text.count("自主作业") == 4
    assert "围棋" in text


def test_a_school_without_a_draw_is_told_how_groups_come_about(client: Client) -> None:
    sign_in(client, somebody(Role.OFFICE))

    assert client.get(reverse("allocation:groups")).status_code == 200
