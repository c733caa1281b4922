"""Locks on what is scarce. Advisory, named, and gone with the transaction."""

from django.db import connection


def hold(thing: str, *ids: int | str) -> None:
    """Wait until nobody else holds this thing, then hold it until the transaction ends.

    `thing` is `context.noun`. Taken before reading, one per action, on the scarce thing only
    (one child's list, one group), never on a row that everyone shares. Needs a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"a lock on {thing} would end at once: open a transaction first")
    name = ":".join([thing, *map(str, ids)])
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])
