import json
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from kehou.allocation.testing import (
    AFTER_CLOSING,
    a_closed_window,
    a_preview,
)
from kehou.people.testing import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _after_closing(at_time: Callable[..., None]) -> None:
    at_time(AFTER_CLOSING)


def test_the_files_of_a_draw_name_nobody(client: Client) -> None:
    closed = a_closed_window()
    draw = a_preview(closed)
    sign_in(client, closed.office)

    for part in ("input", "result"):
        answer = client.get(reverse("allocation:draw_file", args=[draw.pk, part]))
        text = answer.content.decode()
        assert json.loads(text)["format"].startswith("kehou-")
        assert "学生" not in text
        assert closed.applications[0].receipt in text
    assert client.get(reverse("allocation:draw_file", args=[draw.pk, "x"])).status_code == 404
