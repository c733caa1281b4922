"""Calling every page as everybody, and what must not happen.

Each call is undone before the next, whatever it did. What it wrote meanwhile is counted by
PostgreSQL itself, row by row, so that a change which leaves every count as it was is seen too.
"""

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.shortcuts import resolve_url
from django.test import Client

from kehou.ordinance.roles import PARTS, Role, Seat
from tests.architecture.routes import Route
from tests.architecture.world import QUERIES, SEATED, Side, World

METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH")
EVERYBODY = (*SEATED, Role.PUBLIC)
READING = {"GET", "HEAD"}
SHUT = {401, 403, 404, 405}
GONE = {403, 404}
SERVED = {200, 302, 303}
FORM_IS_REACHED = SERVED | {409, 422}
# Reading a sensitive record is written into the journal; that a session was used, into the session.
ALWAYS_WRITTEN = {"platform_journalentry", "django_session"}
COUNTED = """SELECT relname::text, n_tup_ins, n_tup_upd, n_tup_del FROM pg_stat_xact_user_tables
             WHERE n_tup_ins + n_tup_upd + n_tup_del > 0"""


@dataclass(frozen=True)
class Answer:
    """What came back, and which tables were written to."""

    asked: str
    status: int
    body: str
    location: str
    policy: str
    written: frozenset[str]

    @property
    def is_shut(self) -> bool:
        return self.status in SHUT or self.leads_to_sign_in

    @property
    def leads_to_sign_in(self) -> bool:
        return self.status == 302 and self.location.startswith(resolve_url(settings.LOGIN_URL))


class Caller:
    """Calls pages one at a time and counts the calls."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(
        self, client: Client, method: str, address: str, posted: Mapping[str, Any] | None = None
    ) -> Answer:
        self.calls += 1
        before = _written()
        with transaction.atomic():
            response = getattr(client, method.lower())(address, posted or {})
            body = _text(response)
            written = {table for table, *_ in _written() - before}
            transaction.set_rollback(True)
        return Answer(
            asked=f"{method} {address}",
            status=response.status_code,
            body=body,
            location=response.headers.get("Location", ""),
            policy=response.headers.get("Content-Security-Policy", ""),
            written=frozenset(written),
        )


def calls_outside(route: Route, world: World, call: Caller) -> Iterator[str]:
    """Everybody the page is not open to, and everything it does not answer, is shut out."""
    for role in EVERYBODY:
        for method in METHODS:
            if role in route.access.roles and method in route.access.methods:
                continue
            answer = call(world.own.client(role), method, _address(route, world.own, role))
            if not answer.is_shut:
                yield f"{role} {answer.asked} → {answer.status}"
            yield from _trace(role, answer, world)


def calls_for_the_other_school(route: Route, world: World, call: Caller) -> Iterator[str]:
    """Whoever may use a page at their own school finds nothing there of another."""
    if Role.PUBLIC in route.access.roles:
        return
    for role in _of_one_school(route):
        client = world.own.client(role)
        for ids in _mixtures(route, world, role):
            for method in route.access.methods:
                answer = call(client, method, route.address(ids, QUERIES.get(route.name, "")))
                if answer.status not in GONE:
                    yield f"{role} {answer.asked} → {answer.status}"
                yield from _trace(role, answer, world)


def calls_for_another_family(route: Route, world: World, call: Caller) -> Iterator[str]:
    """A guardian finds nothing of a child who is not theirs, at the same school."""
    foreign = world.own.of_another_family.keys() & {*route.parameters}
    if not foreign or route.access.roles & {Role.GUARDIAN, Role.PUBLIC} != {Role.GUARDIAN}:
        return
    ids = {**world.own.ids_for(route.name, Role.GUARDIAN), **world.own.of_another_family}
    for method in route.access.methods:
        address = route.address(ids, QUERIES.get(route.name, ""))
        answer = call(world.own.client(Role.GUARDIAN), method, address)
        if answer.status not in GONE or answer.written:
            yield f"{answer.asked} of another family → {answer.status}"


def calls_of_the_rightful(route: Route, world: World, call: Caller) -> Iterator[str]:
    """Everybody the page is open to may read it at their own school, and sees nothing of another.

    Not everybody who may read may also send, but somebody can.
    """
    sent: dict[str, int] = {}
    for role in EVERYBODY:
        if role not in route.access.roles:
            continue
        for method in route.access.methods:
            answer = call(world.own.client(role), method, _address(route, world.own, role))
            if answer.leads_to_sign_in and role is not Role.PUBLIC:
                yield f"{role} {answer.asked} leads to the sign-in"
            if PARTS[role].seat is not Seat.CITY and world.other.mark in answer.body:
                yield f"{role} {answer.asked} shows {world.other.mark}"
            if "script-src 'self'" not in answer.policy:
                yield f"{role} {answer.asked} came without its security policy"
            if method not in READING:
                sent[f"{role} {answer.asked}"] = answer.status
            elif answer.status not in SERVED:
                yield f"{role} {answer.asked} → {answer.status}"
            elif changed := answer.written - ALWAYS_WRITTEN:
                yield f"{role} {answer.asked} only reads, and wrote to {sorted(changed)}"
    yield from (f"{a} → {s}" for a, s in sent.items() if s not in FORM_IS_REACHED | {403})
    if sent and not FORM_IS_REACHED & {*sent.values()}:
        yield f"nobody can send {route}: {sent}"


def calls_for_the_head(route: Route, world: World, call: Caller) -> Iterator[str]:
    """Whoever reads a page may ask for its head alone, and gets the one of the page."""
    if "GET" not in route.access.methods:
        return
    for role in EVERYBODY:
        address = _address(route, world.own, role)
        page, head = (call(world.own.client(role), method, address) for method in ("GET", "HEAD"))
        if (head.status, head.location) != (page.status, page.location):
            yield f"{role} {head.asked} → {head.status}, and GET → {page.status}"


def calls_with_foreign_ids_posted(route: Route, world: World, call: Caller) -> Iterator[str]:
    """A form of one's own school that is sent with ids of another shows and breaks nothing."""
    for role in _of_one_school(route):
        for method in {*route.access.methods} - READING:
            address = _address(route, world.own, role)
            answer = call(world.own.client(role), method, address, _posted(world.other))
            if answer.status >= 500:
                yield f"{role} {answer.asked} → {answer.status}"
            if world.other.mark in answer.body:
                yield f"{role} {answer.asked} shows {world.other.mark}"


def calls_without_a_token(route: Route, world: World, call: Caller) -> Iterator[str]:
    """Whatever changes something asks for the token that only our own pages hold."""
    for role in EVERYBODY:
        if role not in route.access.roles:
            continue
        for method in {*route.access.methods} - READING:
            client = world.own.client(role, enforce_csrf_checks=True)
            answer = call(client, method, _address(route, world.own, role))
            if answer.status != 403 or answer.written:
                yield f"{role} {answer.asked} without a token → {answer.status}"


def _of_one_school(route: Route) -> list[Role]:
    """Who uses the page without reaching every school of the city."""
    return [r for r in SEATED if r in route.access.roles and PARTS[r].seat is not Seat.CITY]


def _address(route: Route, side: Side, role: Role) -> str:
    return route.address(side.ids_for(route.name, role), QUERIES.get(route.name, ""))


def _mixtures(route: Route, world: World, role: Role) -> list[dict[str, Any]]:
    """The ids of one's own school with those of the other in place of all, and of each alone."""
    own, other = (side.ids_for(route.name, role) for side in (world.own, world.other))
    foreign = [name for name in route.parameters if own[name] != other[name]]
    replaced = [foreign, *([name] for name in foreign if len(foreign) > 1)]
    return [own | {name: other[name] for name in names} for names in replaced if names]


def _trace(role: Role, answer: Answer, world: World) -> Iterator[str]:
    if "script-src 'self'" not in answer.policy:
        yield f"{role} {answer.asked} came without its security policy"
    if answer.written:
        yield f"{role} {answer.asked} wrote to {sorted(answer.written)}"
    if world.other.mark in answer.body:
        yield f"{role} {answer.asked} shows {world.other.mark}"


def _posted(side: Side) -> dict[str, Any]:
    """Everything that a form might call a row of that school."""
    short = {name.removesuffix("_id"): value for name, value in side.ids.items()}
    return {**short, **side.ids}


def _written() -> set[tuple[str, int, int, int]]:
    """What this transaction has written so far, undone or not: table, added, changed, removed."""
    with connection.cursor() as cursor:
        cursor.execute(COUNTED)
        return {tuple(row) for row in cursor.fetchall()}


def _text(response: Any) -> str:
    """What can be read in an answer, in a workbook too."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if not zipfile.is_zipfile(BytesIO(content)):
        return str(content, "utf-8", "replace")
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return "".join(str(archive.read(name), "utf-8", "replace") for name in archive.namelist())
