"""Chinese first, English by a switch, with or without a browser's opinion."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_speaks_chinese_whatever_the_browser_was_set_up_with(client: Client) -> None:
    answer = client.get("/about/", headers={"accept-language": "en-GB,en;q=0.9"})

    assert '<html lang="zh-Hans"' in answer.text
    assert answer.headers["Content-Language"] == "zh-hans"
    assert "Cookie" in answer.headers["Vary"]


def test_speaks_english_from_the_choice_on(client: Client) -> None:
    choice = client.post("/language/", {"language": "en", "next": "/ordinance/?page=2"})
    answer = client.get("/about/")

    assert choice.status_code == 302
    assert choice.headers["Location"] == "/ordinance/?page=2"
    assert '<html lang="en"' in answer.text
    assert "<h1>About this service</h1>" in answer.text


def test_goes_back_to_chinese(client: Client) -> None:
    client.post("/language/", {"language": "en"})
    client.post("/language/", {"language": "zh-hans"})

    assert '<html lang="zh-Hans"' in client.get("/about/").text


def test_ignores_a_language_that_nobody_wrote(client: Client) -> None:
    choice = client.post("/language/", {"language": "tlh"})

    assert choice.status_code == 302
    assert "kehou-language" not in choice.cookies
    client.cookies["kehou-language"] = "tlh"
    assert '<html lang="zh-Hans"' in client.get("/about/").text


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "javascript:x", ""])
def test_never_leads_off_to_somebody_else(client: Client, elsewhere: str) -> None:
    choice = client.post("/language/", {"language": "en", "next": elsewhere})

    assert choice.headers["Location"] == "/"


def test_is_no_page_to_look_at(client: Client) -> None:
    assert client.get("/language/").status_code == 405
