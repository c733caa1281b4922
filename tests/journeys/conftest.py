"""Journeys: a real browser against the running service, as somebody of the city uses it."""

import os
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, Request, ViewportSize
from tools.browser import DESK, PHONE, launch

from kehou.people.testing import AFTERNOON, sign_in
from kehou.platform.actors import Actor

__all__ = ["DESK", "PHONE", "Visit"]

ANSWER_WITHIN_MILLISECONDS = 15_000

# Playwright's loop runs in this thread, and Django would take it for an asynchronous caller.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def browser_type_launch_args(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """An installed Chromium where there is one, with a Chinese font in any case."""
    return launch(tmp_path_factory.mktemp("fonts"))


@pytest.fixture
def visit(browser: Browser, live_server: Any) -> Iterator[Visit]:
    """Open a browser of one's own, signed in as this actor: a phone, or a desk.

    Whatever the page complains of in the console, and every request that fails, fails the test.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_browser(
        actor: Actor | None = None,
        *,
        on: ViewportSize = PHONE,
        at: datetime = AFTERNOON,
        language: str = "en",
        theme: str = "light",
    ) -> Page:
        context = browser.new_context(
            viewport=on, locale="zh-CN", timezone_id="Asia/Shanghai", base_url=live_server.url
        )
        context.set_default_timeout(ANSWER_WITHIN_MILLISECONDS)
        contexts.append(context)
        chosen = {settings.LANGUAGE_COOKIE_NAME: language, "kehou-theme": theme}
        if actor is not None:
            client = Client()
            sign_in(client, actor, at=at)
            chosen[settings.SESSION_COOKIE_NAME] = client.session.session_key or ""
        context.add_cookies(
            [{"name": k, "value": v, "url": live_server.url} for k, v in chosen.items()]
        )
        page = context.new_page()
        page.on("console", lambda said: _note(said.type, said.text, complaints))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("requestfailed", lambda asked: _note_failure(asked, complaints))
        return page

    yield open_browser
    for context in contexts:
        context.close()
    assert complaints == []


def _note(kind: str, text: str, complaints: list[str]) -> None:
    # A refusal is an answer (4xx), and the browser says so; that is no fault of the page.
    if kind == "error" and "the server responded with a status of 4" not in text:
        complaints.append(text)


def _note_failure(asked: Request, complaints: list[str]) -> None:
    # A page that is left, and a file that is saved, break off what the browser was waiting for.
    if asked.failure != "net::ERR_ABORTED":
        complaints.append(f"{asked.method} {asked.url}: {asked.failure}")
