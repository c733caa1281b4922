"""kehou doctor"""

import argparse
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kehou.platform.database import address, secrets
from kehou.platform.database.binaries import NoPostgres, for_server, found, version_of
from kehou.platform.database.lacking import Lacking
from kehou.platform.database.roles import above_the_walls
from kehou.service import running

summary = "check the set-up and say how to mend what is wrong"

PACKAGE = Path(__file__).parents[2]
SERVER_MIN = 150014


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: whether it is well, and how to mend it if not."""

    subject: str
    is_well: bool
    told: str
    mend: str = ""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No options."""


def run(options: argparse.Namespace) -> int:
    findings = [*_before_the_database()]
    if all(finding.is_well for finding in findings):
        try:
            with running.service():
                findings += _in_the_database()
        except Lacking as lacking:
            findings.append(Finding("database", False, str(lacking), "see docs/operations.md"))
    for finding in findings:
        print(f"  {'ok' if finding.is_well else '!!'}  {finding.subject}: {finding.told}")  # noqa: T201
        if not finding.is_well:
            print(f"      mend: {finding.mend}")  # noqa: T201
    return 0 if all(finding.is_well for finding in findings) else 1


def _before_the_database() -> Iterator[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    yield Finding("Python", sys.version_info >= (3, 11), version, "install Python 3.11 or newer")
    yield _postgres()
    front_end = PACKAGE / "web" / "static" / "vendor" / "tabler.min.css"
    yield Finding(
        "front-end files", front_end.exists(), str(front_end.parent), "run `make setup` once"
    )
    compiled = list(PACKAGE.glob("*/locale/*/LC_MESSAGES/django.mo"))
    yield Finding(
        "translations", bool(compiled), f"{len(compiled)} compiled", "run `make setup` once"
    )
    yield _secrets_file()


def _postgres() -> Finding:
    if address.is_external():
        return Finding("PostgreSQL", True, "external, named in KEHOU_DATABASE_URL")
    try:
        folder = found()
    except NoPostgres as none:
        return Finding("PostgreSQL", False, "no programs found", str(none))
    version = version_of(folder)
    is_enough = int(version.split(".")[0]) >= 15
    return Finding(
        "PostgreSQL", is_enough, f"{version} in {folder}", "install PostgreSQL 15 or newer"
    )


def _secrets_file() -> Finding:
    secrets.load()
    path = secrets.path()
    closed = not stat.S_IMODE(path.stat().st_mode) & 0o077
    return Finding("secrets", closed, str(path), f"chmod 600 {path}")


def _in_the_database() -> Iterator[Finding]:
    from django.db import connection  # noqa: PLC0415 (after django.setup)

    version = connection.cursor().connection.info.server_version
    told = f"{version // 10000}.{version % 10000}"
    yield Finding("server", version >= SERVER_MIN, told, "use PostgreSQL 15.14 or newer")
    with connection.cursor() as cursor:
        powers = above_the_walls(cursor)
    yield Finding(
        "app role",
        not powers,
        ", ".join([str(connection.settings_dict["USER"]), *powers]),
        "serve as a role that is neither owner nor superuser nor BYPASSRLS, and a member of no "
        "such role (docs/operations.md)",
    )
    yield _owner()
    waiting = running.waiting()
    yield Finding("migrations", not waiting, f"{waiting} waiting", "run `kehou migrate`")
    yield _walls()
    try:
        yield Finding("backup", True, f"by the programs in {for_server(version // 10000)}")
    except NoPostgres as none:
        yield Finding("backup", False, "no programs of the server's version", str(none))

    if not waiting:
        yield _city_account()


def _city_account() -> Finding:
    """Whether anybody can sign in who can appoint others: a fresh city has nobody yet."""
    from kehou.people.queries.heads import city_has_a_head  # noqa: PLC0415 (after django.setup)
    from kehou.platform.clock import city_day, now  # noqa: PLC0415 (the same)

    is_there = city_has_a_head(on=city_day(now()))
    told = "somebody of the city bureau can sign in" if is_there else "nobody can sign in yet"
    return Finding("city account", is_there, told, "run `kehou appoint --login … --name …` once")


def _owner() -> Finding:
    """Not named is well: a running service should not have it."""
    from django.db import connections  # noqa: PLC0415 (after django.setup)

    if "owner" not in connections:
        return Finding("owner role", True, "not named here; `kehou migrate` needs it")
    try:
        running.answering("owner", named_in="KEHOU_DATABASE_OWNER_URL")
    except Lacking as lacking:
        return Finding("owner role", False, str(lacking), "correct KEHOU_DATABASE_OWNER_URL")
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT current_user, has_schema_privilege('public', 'CREATE')")
        role, may_create = cursor.fetchone()
    mend = f"as its administrator: ALTER DATABASE … OWNER TO {role}"
    told = str(role) if may_create else f"{role} may not make tables"
    return Finding("owner role", bool(may_create), told, mend)


def _walls() -> Finding:
    from django.db import connection  # noqa: PLC0415 (after django.setup)

    from kehou.platform import walls  # noqa: PLC0415 (the same)

    tables = [m._meta.db_table for m in walls.own_models() if walls.belongs_to_a_school(m)]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relname = ANY(%s)"
            " AND relrowsecurity AND relforcerowsecurity",
            [tables],
        )
        standing = {name for (name,) in cursor.fetchall()}
    open_tables = sorted(set(tables) - standing)
    told = f"{len(standing)} of {len(tables)} tables"
    mend = f"run `kehou migrate`; without a wall: {', '.join(open_tables)}"
    return Finding("row-level security", not open_tables, told, mend)
