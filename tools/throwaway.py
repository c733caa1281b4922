"""Databases of the throw-away cluster: templates that are filled once, and copies of them.

The tests, `tools.inventory` and `tools.screens` each work on a copy. Copying takes less time than
emptying, and the app role, as which everything runs, could not empty a table anyway.
"""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from psycopg import sql

from kehou.platform.database import address, embedded, roles, secrets

MIGRATED = "kehou_template"


class AtWork:
    """The database on which this process is at work: its own copy of one of the templates."""

    def __init__(self) -> None:
        self.worker = os.environ.get("PYTEST_XDIST_WORKER", "one")
        self.template = ""

    def move_to(self, template: str) -> None:
        self.template = template
        self.start_again()

    def start_again(self) -> None:
        """Copy the template anew, whatever became of the copy."""
        connections.close_all()
        database = f"{self.template}_{self.worker}"
        with superuser() as server:
            _drop(server, database)
            roles.ensure_database(server, database, template=self.template)
        point_at(database)


def superuser(database: str = "postgres") -> psycopg.Connection:
    """Someone whom no wall stops, to build walls down and look behind them."""
    home, safe = Path(os.environ["KEHOU_TEST_HOME"]), secrets.load()
    server = embedded.cluster(home, superuser_password=safe.superuser_password)
    return psycopg.connect(address.superuser_address(server, safe, database), autocommit=True)


def migrated() -> str:
    """The template with every migration and every wall, and no row of ours."""

    def migrate() -> None:
        call_command("migrate", database="owner", verbosity=0)

    return template(MIGRATED, migrate)


def template(name: str, fill: Callable[[], None], *, on: str = "") -> str:
    """The template of that name, filled by whoever comes first, on a copy of another or empty.

    It gets its name when it is whole: one that failed half-way is never copied.
    """
    unfinished = f"{name}_unfinished"
    with _alone(), superuser() as server:
        query = "SELECT 1 FROM pg_database WHERE datname = %s"
        if server.execute(query, [name]).fetchone():
            return name
        _drop(server, unfinished)
        roles.ensure_database(server, unfinished, template=on)
        point_at(unfinished)
        fill()
        connections.close_all()
        rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
        server.execute(rename.format(sql.Identifier(unfinished), sql.Identifier(name)))
    return name


def point_at(database: str) -> None:
    """Have this process, and every thread that it starts, work on that database."""
    connections.close_all()
    for alias in ("default", "owner"):
        settings.DATABASES[alias]["NAME"] = database
        connections[alias].settings_dict["NAME"] = database


def _drop(server: psycopg.Connection, database: str) -> None:
    query = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
    server.execute(query.format(sql.Identifier(database)))


@contextmanager
def _alone() -> Iterator[None]:
    """Only one worker fills templates at a time."""
    with Path(os.environ["KEHOU_TEST_HOME"], "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
