"""Backup and restore by PostgreSQL's own programs.

A backup names no owner and no grant, so it can be put into a database whose roles are named
otherwise; whoever restores it owns it, and migrating raises the walls and grants again.
"""

import os
import subprocess
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from kehou.platform.database import address, secrets
from kehou.platform.database.binaries import for_server
from kehou.platform.database.embedded import Cluster
from kehou.platform.database.lacking import Lacking


class NotEmpty(Lacking):
    """A backup is only put into an empty database: nothing is ever overwritten."""


def write(file: Path, server: Cluster | None) -> None:
    """Dump the whole database in PostgreSQL's custom format.

    Row-level security is forced on the owner too, so the dump is taken by the superuser of the
    embedded cluster, or by the role named in `KEHOU_DATABASE_BACKUP_URL` (docs/operations.md).
    """
    if server is None:
        source = _outside("KEHOU_DATABASE_BACKUP_URL")
    else:
        source = address.superuser_address(server, secrets.load(), address.DATABASE)
    unfinished = file.with_suffix(file.suffix + ".part")
    # What an administrator put in beside us, such as pg_stat_statements, is theirs to put in again.
    ours = ("--extension=plpgsql", "--no-comments")
    _run("pg_dump", "--format=custom", *ours, f"--file={unfinished}", at=source)
    unfinished.rename(file)


def read(file: Path, server: Cluster | None) -> None:
    """Restore into an empty database, as its owner. `NotEmpty` when it holds tables already."""
    if server is None:
        target = _outside("KEHOU_DATABASE_OWNER_URL")
    else:
        target = address.owner_address(server, secrets.load())
    with _connected(target) as connection:
        row = connection.execute(
            "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
        ).fetchone()
    if row is None or row[0]:
        raise NotEmpty("the database holds tables already: restore into an empty one")
    whole = ("--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges")
    _run("pg_restore", *whole, str(file), at=target)


def _outside(variable: str) -> str:
    if variable not in os.environ:
        raise Lacking(f"{variable} is not set: docs/operations.md says which role it names")
    return os.environ[variable]


def _connected(target: str) -> psycopg.Connection:
    try:
        return psycopg.connect(target)
    except psycopg.OperationalError as unreachable:
        raise Lacking(f"the database does not answer: {unreachable}") from unreachable


def _run(program: str, *arguments: str, at: str) -> None:
    """Run a program of the server's version. The password is not for the list of commands."""
    with _connected(at) as connection:
        path = for_server(connection.info.server_version // 10000) / program
    place: dict[str, Any] = conninfo_to_dict(at)
    password = place.pop("password", None)
    command = [str(path), *arguments, f"--dbname={make_conninfo(**place)}"]
    known = {"PGPASSWORD": password} if password else {}
    if subprocess.run(command, check=False, env=os.environ | known).returncode:
        raise Lacking(f"{program} failed, see above")
