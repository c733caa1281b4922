"""Messages from a context to those above it, put down in the transaction of the act.

A context knows nobody above itself. It puts a typed message in the outbox; whoever takes such
messages says so with `@takes(TheEvent)` in its `handlers.py`. The outbox is the job queue of
PostgreSQL itself (procrastinate): a message committed is a job committed, one for each handler, so
that a handler which fails is tried again alone. Delivered at least once; handlers tolerate twice.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar, get_type_hints
from uuid import UUID

from django.db import connection
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from kehou.platform import reach

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Event = TypeVar("Event", bound="DataclassInstance")

TRIES = 8
_takers: dict[type, list[Callable[[Any], None]]] = defaultdict(list)
_by_name: dict[str, tuple[type, Callable[[Any], None]]] = {}


def takes(event: type[Event]) -> Callable[[Callable[[Event], None]], Callable[[Event], None]]:
    """Register a handler for messages of this type. It runs after the commit, in a worker."""

    def taken(handler: Callable[[Event], None]) -> Callable[[Event], None]:
        _takers[event].append(handler)
        _by_name[f"{handler.__module__}.{handler.__qualname__}"] = (event, handler)
        return handler

    return taken


def put(event: "DataclassInstance") -> None:
    """Put a message down with the running transaction. `RuntimeError` outside of one."""
    if not connection.in_atomic_block:
        raise RuntimeError(f"{type(event).__name__} would be told even if the act failed")
    facts = {name: _written(value) for name, value in asdict(event).items()}
    for handler in _takers[type(event)]:
        deliver.defer(handler=f"{handler.__module__}.{handler.__qualname__}", facts=facts)


@app.task(
    name="outbox.deliver",
    queue="outbox",
    retry=RetryStrategy(max_attempts=TRIES, exponential_wait=3),
)
def deliver(*, handler: str, facts: dict[str, Any]) -> None:
    """Give one message to one handler, with the reach of the platform itself."""
    event, taker = _by_name[handler]
    hints = get_type_hints(event)
    with reach.everywhere():
        taker(event(**{name: _read(hints[name], value) for name, value in facts.items()}))


def _written(value: object) -> object:
    return (
        value.isoformat()
        if isinstance(value, date)
        else str(value)
        if isinstance(value, UUID)
        else value
    )


def _read(kind: Any, value: Any) -> Any:
    if kind in (date, datetime):
        return kind.fromisoformat(value)
    return UUID(value) if kind is UUID else value
