"""Backup and restore by PostgreSQL's own programs, as the owner."""

import os
import shutil
import subprocess
from pathlib import Path

import psycopg

from kehou.platform.database import address, secrets
from kehou.platform.database.embedded import Cluster


class NotEmpty(Exception):
    """A backup is only put into an empty database: nothing is ever overwritten."""


def write(file: Path, server: Cluster | None) -> None:
    """Dump the whole database in PostgreSQL's custom format.

    Row-level security is forced on the owner too, so the dump is taken by a superuser of the
    embedded cluster, or by the role named in `KEHOU_DATABASE_BACKUP_URL` (docs/operations.md).
    """
    unfinished = file.with_suffix(file.suffix + ".part")
    _run("pg_dump", "--format=custom", f"--file={unfinished}", _address(server), server=server)
    unfinished.rename(file)


def read(file: Path, server: Cluster | None) -> None:
    """Restore into an empty database. `NotEmpty` when it holds tables already."""
    target = _address(server)
    with psycopg.connect(target) as connection:
        row = connection.execute(
            "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
        ).fetchone()
    if row is None or row[0]:
        raise NotEmpty("the database holds tables already: restore into an empty one")
    _run(
        "pg_restore",
        *("--exit-on-error", "--single-transaction", f"--dbname={target}", str(file)),
        server=server,
    )


def _address(server: Cluster | None) -> str:
    if server is None:
        return os.environ["KEHOU_DATABASE_BACKUP_URL"]
    return address.superuser_address(server, secrets.load(), address.DATABASE)


def _run(program: str, *arguments: str, server: Cluster | None) -> None:
    path = str(server.programs / program) if server else shutil.which(program) or program
    subprocess.run([path, *arguments], check=True)
