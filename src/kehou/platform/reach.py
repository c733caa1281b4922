"""How far the running transaction may see and write: the setting that the row policies read.

Always local to a transaction, never to a session: a session setting would survive the return of a
connection to the pool and be seen by the next request.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from kehou.platform.actors import EVERYWHERE, Actor, Reach

READS = "kehou.reads"
WRITES = "kehou.writes"
INSTITUTIONS = "kehou.institutions"


def _exchange(reads: str, writes: str, institutions: str) -> tuple[str, str, str]:
    """Set all three, and give back what they were."""
    names = {"r": READS, "w": WRITES, "i": INSTITUTIONS}
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH before AS MATERIALIZED (SELECT current_setting(%(r)s, true) AS r,"
            " current_setting(%(w)s, true) AS w, current_setting(%(i)s, true) AS i)"
            " SELECT coalesce(r, ''), coalesce(w, ''), coalesce(i, ''),"
            " set_config(%(r)s, %(reads)s, true), set_config(%(w)s, %(writes)s, true),"
            " set_config(%(i)s, %(institutions)s, true) FROM before",
            {**names, "reads": reads, "writes": writes, "institutions": institutions},
        )
        before = cursor.fetchone()
    return before[0], before[1], before[2]


@contextmanager
def applied(*, reads: Reach, writes: Reach, institutions: str = "") -> Iterator[None]:
    """A transaction within which only these schools exist. The reach before it comes back after.

    `institutions` is the one institution that exists, `*` for all of them, or "" for none. When the
    block fails its savepoint is rolled back, and the setting with it.
    """
    with transaction.atomic():
        before = _exchange(reads.setting(), writes.setting(), institutions)
        yield
        if not connection.needs_rollback:
            _exchange(*before)


@contextmanager
def of(actor: Actor) -> Iterator[None]:
    """A transaction with the reach of this actor."""
    with applied(reads=actor.reads, writes=actor.writes, institutions=actor.institutions):
        yield


@contextmanager
def everywhere() -> Iterator[None]:
    """For the platform's own jobs, which answer for the whole city."""
    with applied(reads=EVERYWHERE, writes=EVERYWHERE, institutions="*"):
        yield
