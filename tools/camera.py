"""The camera of `tools.screens`: a served city, a browser, and what is to be seen by whom."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from django.conf import settings
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.utils import timezone
from playwright.sync_api import BrowserContext, sync_playwright
from tests.architecture import city
from tests.architecture.matrix import EVERYBODY
from tests.architecture.routes import Route, routes
from tests.architecture.world import QUERIES, Side, look_around

from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON
from kehou.platform import clock, reach
from tools import throwaway
from tools.browser import DESK, PHONE, launch

WINDOWS = {"phone": PHONE, "desk": DESK}
LANGUAGES = {"zh": "zh-hans", "en": "en"}
NO_MARKS = ("", "")


def photograph(folder: Path, *, role: str, route: str) -> int:
    """Store a picture of each page for each window and language, and tell how many."""
    side = _built()
    seen = sorted(_seen_by(role, route), key=lambda one: one[1])
    count = 0
    with _served() as address, tempfile.TemporaryDirectory() as fonts, sync_playwright() as play:
        browser = play.chromium.launch(**launch(Path(fonts)))
        for window, size in WINDOWS.items():
            for short, language in LANGUAGES.items():
                context = browser.new_context(base_url=address, viewport=size, locale="zh-CN")
                _keep(context, address, settings.LANGUAGE_COOKIE_NAME, language)
                for page, who in seen:
                    _keep(
                        context, address, settings.SESSION_COOKIE_NAME, side.sessions.get(who, "")
                    )
                    name = f"{page.name.replace(':', '-')}-{who}-{window}-{short}.png"
                    count += _picture(context, side, page, who, folder / name)
        browser.close()
    return count


def _built() -> Side:
    """The city of the tests without its marks, at the hour in which it lives."""
    clock.shift = AFTERNOON - timezone.now()  # noqa: TID251 (the clock is moved, not read)
    throwaway.AtWork().move_to(throwaway.migrated())
    with reach.everywhere():
        city.build(NO_MARKS)
        return look_around(NO_MARKS).own


def _seen_by(role: str, route: str) -> Iterator[tuple[Route, Role]]:
    for page in routes():
        may = [who for who in EVERYBODY if who in page.access.roles and role in ("", who)]
        if may and "GET" in page.access.methods and page.name.startswith(route):
            yield page, may[0]


@contextmanager
def _served() -> Iterator[str]:
    server = ThreadedWSGIServer(("127.0.0.1", 0), _Silent)
    server.set_app(get_wsgi_application())
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


class _Silent(WSGIRequestHandler):
    """Tells nothing of what it serves."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (Python's name)
        pass


def _keep(context: BrowserContext, address: str, name: str, value: str) -> None:
    context.add_cookies([{"name": name, "value": value, "url": address}])


def _picture(context: BrowserContext, side: Side, page: Route, who: Role, file: Path) -> int:
    address = page.address(side.ids_for(page.name, who), QUERIES.get(page.name, ""))
    if "text/html" not in context.request.get(address).headers.get("content-type", ""):
        return 0
    sheet = context.new_page()
    sheet.goto(address)
    sheet.screenshot(path=file, full_page=True)
    sheet.close()
    return 1
