"""Light, dark, or as the device: remembered in a cookie, drawn by the server where it is known."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_remembers_the_look(client: Client, theme: str) -> None:
    choice = client.post("/theme/", {"theme": theme, "next": "/about/"})
    answer = client.get("/about/")

    assert choice.headers["Location"] == "/about/"
    assert f'data-bs-theme="{theme}">' in answer.text
    assert f'value="{theme}" aria-pressed="true"' in answer.text


def test_follows_the_device_again(client: Client) -> None:
    client.post("/theme/", {"theme": "dark"})
    client.post("/theme/", {"theme": ""})
    answer = client.get("/about/")

    assert "data-bs-theme" not in answer.text
    assert 'value="" aria-pressed="true"' in answer.text


def test_draws_no_look_that_does_not_exist(client: Client) -> None:
    client.cookies["kehou-theme"] = '"><script>'

    assert "data-bs-theme" not in client.get("/about/").text


def test_looks_before_it_paints(client: Client) -> None:
    page = client.get("/about/").text

    assert page.index("theme.js") < page.index("tabler.min.css")
