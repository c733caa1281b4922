"""What wants doing now: composed of sources, right with none."""

from collections.abc import Iterator
from datetime import datetime

from kehou.ordinance.roles import Role
from kehou.platform.actors import Actor
from kehou.platform.clock import CITY_ZONE
from kehou.web import desk
from kehou.web.desk import Wanting

AT = datetime(2026, 10, 14, 16, 40, tzinfo=CITY_ZONE)


def _rolls(actor: Actor, at: datetime) -> Iterator[Wanting]:
    yield Wanting(title="Call the roll", hint="Group 2", count=27, url="/roll/")


def _permits(actor: Actor, at: datetime) -> Iterator[Wanting]:
    yield from ()


def test_nothing_waits_where_there_are_no_sources() -> None:
    assert desk.wanting_of(Actor(role=Role.STAFF), at=AT, sources={}) == []


def test_keeps_the_order_of_the_sources() -> None:
    sources = {Role.STAFF: (_permits, _rolls), Role.OFFICE: (_permits,)}

    found = desk.wanting_of(Actor(role=Role.STAFF), at=AT, sources=sources)

    assert [one.title for one in found] == ["Call the roll"]
    assert desk.wanting_of(Actor(role=Role.OFFICE), at=AT, sources=sources) == []
