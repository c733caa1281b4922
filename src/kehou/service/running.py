"""Bringing the database up for a verb of the command line, and Django after it."""

from collections.abc import Iterator
from contextlib import contextmanager

import django

from kehou.platform.database import address, roles, secrets
from kehou.platform.database.embedded import Cluster
from kehou.platform.database.lacking import Lacking


@contextmanager
def database() -> Iterator[Cluster | None]:
    """The database runs while the block runs. An embedded one that we started is stopped after."""
    if address.is_external():
        yield None
        return
    home, safe = secrets.home(), secrets.load()
    server = address.embedded(home, safe)
    was_running = server.is_running
    address.start_embedded(home, safe)
    try:
        yield server
    finally:
        if not was_running:
            server.stop()


@contextmanager
def service() -> Iterator[Cluster | None]:
    """The database, and Django set up on it. `Lacking` when it does not answer the app role."""
    with database() as server:
        django.setup()
        answering("default", named_in="KEHOU_DATABASE_URL")
        yield server


def answering(alias: str, *, named_in: str) -> None:
    """`Lacking` unless that connection stands."""
    from django.db import OperationalError, connections  # noqa: PLC0415 (after django.setup)

    try:
        connections[alias].ensure_connection()
    except OperationalError as unreachable:
        told = str(unreachable).strip().splitlines()[0]
        raise Lacking(f"the server named in {named_in} does not answer: {told}") from unreachable


def migrate() -> None:
    """Bring the tables and the walls up to the code, as the owner."""
    from django.conf import settings  # noqa: PLC0415 (after django.setup)
    from django.core.management import call_command  # noqa: PLC0415 (the same)

    if "owner" not in settings.DATABASES:
        raise Lacking(
            "KEHOU_DATABASE_OWNER_URL is not set: tables are made by their owner, which is not the "
            "role that serves (docs/operations.md)"
        )
    answering("owner", named_in="KEHOU_DATABASE_OWNER_URL")
    refuse_to_pass_the_walls()
    call_command("migrate", database="owner", verbosity=0, interactive=False)


def be_migrated() -> None:
    """Migrate where the owner is named; where not, `Lacking` if something waits for it."""
    from django.conf import settings  # noqa: PLC0415 (after django.setup)

    if "owner" in settings.DATABASES:
        migrate()
    elif count := waiting():
        raise Lacking(f"{count} migrations wait: run `kehou migrate` with KEHOU_DATABASE_OWNER_URL")
    refuse_to_pass_the_walls()


def waiting() -> int:
    """How many migrations the code has and the database has not."""
    from django.db import connection  # noqa: PLC0415 (after django.setup)
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415 (the same)

    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def refuse_to_pass_the_walls() -> None:
    """`Lacking` when the role that serves could pass by row-level security or take it down."""
    from django.db import connection  # noqa: PLC0415 (after django.setup)

    with connection.cursor() as cursor:
        if powers := roles.above_the_walls(cursor):
            raise Lacking(
                f"the role in KEHOU_DATABASE_URL stands above the walls ({', '.join(powers)}): "
                "name one that is none of these (docs/operations.md)"
            )
