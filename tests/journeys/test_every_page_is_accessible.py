"""Every page, as somebody to whom it is open, in both languages, on a phone and at a desk.

Axe finds nothing, the page fits its window, and it came with its security policy, which it keeps:
a browser tells in the console when something was stopped.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby

import pytest
from django.conf import settings
from playwright.sync_api import Error, Page, ViewportSize

from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON
from kehou.platform.actors import Actor
from tests.architecture.matrix import EVERYBODY
from tests.architecture.routes import Route, routes
from tests.architecture.world import QUERIES, World, session_of
from tests.journeys.accessibility import axe_findings
from tests.journeys.conftest import DESK, PHONE, Visit

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]

WIDER_THAN_ITS_WINDOW = "document.documentElement.scrollWidth > window.innerWidth"
READABLE = [route for route in routes() if "GET" in route.access.methods]
# In the dark every kind of part is seen once: a menu, a form, a table, a refusal.
IN_DARK = {"ordinance", "people:sign_in", "people:pupils", "people:pupil", "rostering:week"}


@pytest.fixture
def look(
    visit: Visit,
    world: World,
    at_time: Callable[[datetime], None],
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[..., None]:
    """Look at pages, each as somebody to whom it is open, and hold that they are without fault."""
    at_time(AFTERNOON)
    monkeypatch.setattr(settings, "DEMO", True)

    def at(seen: Iterable[tuple[Route, Role]], window: ViewportSize, **told: str) -> None:
        # One browser for everybody, so that it fetches scripts and styles once.
        page = visit(on=window, **told)
        faults: list[str] = []
        for role, pages in groupby(sorted(seen, key=_role), key=_role):
            _be(page, world.own.actors.get(role))
            for route, _ in pages:
                ids = world.own.ids_for(route.name, role)
                address = route.address(ids, QUERIES.get(route.name, ""))
                faults += (f"{role} {fault}" for fault in _faults(page, address))
        assert not faults, "\n".join(faults)

    return at


def _role(one: tuple[Route, Role]) -> Role:
    return one[1]


def _be(page: Page, actor: Actor | None) -> None:
    """Sit down at the browser, signed in, or as the public."""
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    if actor is not None:
        page.context.add_cookies(
            [
                {
                    "name": settings.SESSION_COOKIE_NAME,
                    "value": session_of(actor),
                    "domain": "localhost",
                    "path": "/",
                }
            ]
        )


def _faults(page: Page, address: str) -> Iterator[str]:
    try:
        answer = page.goto(address)
    except Error as broken_off:
        if "Download is starting" not in broken_off.message:
            raise
        return
    assert answer is not None
    if answer.status != 200:
        yield f"{address}: answered with {answer.status}"
    if "script-src 'self'" not in answer.headers.get("content-security-policy", ""):
        yield f"{address}: came without a security policy"
    if page.evaluate(WIDER_THAN_ITS_WINDOW):
        yield f"{address}: is wider than its window"
    yield from axe_findings(page)


def _as_the_first(pages: Iterable[Route], roles: Sequence[Role]) -> list[tuple[Route, Role]]:
    return [(route, next(r for r in roles if r in route.access.roles)) for route in pages]


def test_in_chinese_on_a_phone(look: Callable[..., None]) -> None:
    look(_as_the_first(READABLE, EVERYBODY), PHONE, language="zh-hans")


def test_in_english_at_a_desk(look: Callable[..., None]) -> None:
    look(_as_the_first(READABLE, EVERYBODY[::-1]), DESK, language="en")


def test_the_home_of_everybody_in_the_dark(look: Callable[..., None]) -> None:
    (home,) = (route for route in READABLE if route.name == "home")

    look([(home, role) for role in EVERYBODY], PHONE, language="zh-hans", theme="dark")


def test_one_page_of_each_kind_in_the_dark(look: Callable[..., None]) -> None:
    pages = [route for route in READABLE if route.name in IN_DARK]

    assert {route.name for route in pages} == IN_DARK
    look(_as_the_first(pages, EVERYBODY), DESK, theme="dark")
