"""Locks on what is scarce. Advisory, named, and gone with the transaction."""

from django.db import connection


def is_held(thing: str, *ids: int | str) -> bool:
    """Whether anybody holds this thing at the moment, oneself included. Says nothing of later."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
            " AND objsubid = 1"
            " AND (classid::bigint << 32) | objid::bigint = hashtextextended(%s, 0))",
            [_named(thing, *ids)],
        )
        found = cursor.fetchone()
    return bool(found and found[0])


def hold(thing: str, *ids: int | str) -> None:
    """Wait until nobody else holds this thing, then hold it until the transaction ends.

    `thing` is `context.noun`. Taken before reading, one per action, on the scarce thing only
    (one child's list, one group), never on a row that everyone shares. Needs a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"a lock on {thing} would end at once: open a transaction first")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [_named(thing, *ids)]
        )


def _named(thing: str, *ids: int | str) -> str:
    return ":".join([thing, *map(str, ids)])
