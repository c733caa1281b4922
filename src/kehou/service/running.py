"""Bringing the database up for a verb of the command line, and Django after it."""

from collections.abc import Iterator
from contextlib import contextmanager

import django

from kehou.platform.database import address, secrets
from kehou.platform.database.embedded import Cluster


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
    """The database, migrated, and Django set up on it."""
    with database() as server:
        django.setup()
        yield server


def migrate() -> None:
    """Bring the tables and the walls up to the code, as the owner."""
    from django.core.management import call_command  # noqa: PLC0415 (after django.setup)

    call_command("migrate", database="owner", verbosity=0, interactive=False)
