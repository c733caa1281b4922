"""Making many of one kind, on several processes."""

import multiprocessing
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from resource import RUSAGE_SELF, getrusage
from typing import Generic, NamedTuple, TypeVar

from django.db import connections

One = TypeVar("One")


class CutOff(Exception):
    """One of the processes was killed. What was done before stays done."""


class Done(NamedTuple, Generic[One]):
    """One that is done, and the most memory in bytes that its process has ever held."""

    one: One
    memory: int


def each(ones: Sequence[One], make: Callable[[One], None], *, workers: int) -> Iterator[Done[One]]:
    """Make each one, and tell of each as soon as it is done.

    A process holds one at a time, so that its memory does not grow with their number. When one
    fails, those not yet begun are left. `CutOff` when a process was killed.
    """
    making = partial(_made, make)
    if workers == 1:
        yield from map(making, ones)
        return
    # A connection cannot be shared with a fork: each process opens its own.
    connections.close_all()
    with _pool(workers) as pool:
        begun = [pool.submit(making, one) for one in ones]
        with _cancelled_in_the_end(begun):
            for done in as_completed(begun):
                yield done.result()


def _made(make: Callable[[One], None], one: One) -> Done[One]:
    make(one)
    return Done(one, getrusage(RUSAGE_SELF).ru_maxrss * 1024)


def _pool(workers: int) -> ProcessPoolExecutor:
    """Forks, which have all modules in memory already, deaf to the terminal's Ctrl-C.

    That is for the parent alone to hear: it lets the processes finish what they are at.
    """
    return ProcessPoolExecutor(
        workers,
        mp_context=multiprocessing.get_context("fork"),
        initializer=_begin,
    )


def _begin() -> None:
    """Hear no Ctrl-C, and forget every connection of the parent without a word to its server.

    The parent closed those that it saw. Where an event loop runs it keeps others, which it does not
    see and a fork does, for no loop runs there.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for inherited in connections.all(initialized_only=True):
        del connections[inherited.alias]


@contextmanager
def _cancelled_in_the_end(begun: Sequence[Future[Done[One]]]) -> Iterator[None]:
    try:
        yield
    except BrokenProcessPool as broken:
        raise CutOff from broken
    finally:
        for one in begun:
            one.cancel()
