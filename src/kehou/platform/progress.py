"""How far a long piece of work has come, told to whoever watches it. Unwatched, nothing happens.

What works says it row by row (`over`), deep inside and without knowing of a page or a terminal.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from typing import TypeVar

T = TypeVar("T")

ROWS_BETWEEN = 100


class Step(StrEnum):
    """What is being done with the rows of a table, in this order."""

    READING = "reading"
    COMPARING = "comparing"
    SEALING = "sealing"
    WRITING = "writing"


# Takes the step, how many of its rows are done, and how many it has.
Watcher = Callable[[Step, int, int], None]
_watcher: ContextVar[Watcher | None] = ContextVar("watcher", default=None)


@contextmanager
def watched_by(watcher: Watcher) -> Iterator[None]:
    """Within the block, this watcher is told."""
    before = _watcher.set(watcher)
    try:
        yield
    finally:
        _watcher.reset(before)


def over(step: Step, rows: Sequence[T]) -> Iterator[T]:
    """The rows one by one; the watcher is told at the first, every hundredth and the last."""
    watcher = _watcher.get()
    for done, row in enumerate(rows):
        if watcher and done % ROWS_BETWEEN == 0:
            watcher(step, done, len(rows))
        yield row
    if watcher and rows:
        watcher(step, len(rows), len(rows))
