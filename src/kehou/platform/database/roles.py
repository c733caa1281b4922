"""The two roles: the owner, who migrates, and the app role, which serves.

The app role is neither owner nor superuser and cannot pass by row-level security.
"""

from typing import Protocol

import psycopg
from psycopg import sql

OWNER = "kehou_owner"
APP = "kehou_app"

# A member of a role may become it, so what it may counts as much as what the role is itself.
ABOVE_THE_WALLS = """
SELECT CASE WHEN rolsuper THEN 'superuser' ELSE 'BYPASSRLS' END || ' ' || rolname FROM pg_roles
WHERE (rolsuper OR rolbypassrls) AND pg_has_role(current_user, oid, 'MEMBER')
UNION
SELECT 'owner ' || rolname FROM pg_roles WHERE pg_has_role(current_user, oid, 'MEMBER') AND oid IN (
  SELECT datdba FROM pg_database WHERE datname = current_database()
  UNION SELECT relowner FROM pg_class WHERE relnamespace = 'public'::regnamespace
    AND relkind IN ('r', 'p'))
ORDER BY 1
"""


class Cursor(Protocol):
    """Django's or the driver's own."""

    def execute(self, query: str, /) -> object: ...

    def fetchall(self) -> list[tuple[str]]: ...


def above_the_walls(cursor: Cursor) -> list[str]:
    """What lets the connected role pass by row-level security or take it down; hopefully nothing.

    Such as `owner city_owner`: it is that role, or a member of it.
    """
    cursor.execute(ABOVE_THE_WALLS)
    return [power for (power,) in cursor.fetchall()]


def ensure(superuser: str, *, database: str, owner_password: str, app_password: str) -> None:
    """Create both roles and the database where they are missing, by the superuser's address."""
    with psycopg.connect(superuser, autocommit=True) as connection:
        for role, password in ((OWNER, owner_password), (APP, app_password)):
            there = connection.execute(
                "SELECT 1 FROM pg_roles WHERE rolname = %s", [role]
            ).fetchone()
            verb = "ALTER" if there else "CREATE"
            connection.execute(
                sql.SQL(
                    "{} ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD {}"
                ).format(sql.SQL(verb), sql.Identifier(role), sql.Literal(password))
            )
        ensure_database(connection, database)


def ensure_database(connection: psycopg.Connection, database: str, template: str = "") -> None:
    """Create the database, owned by the owner, unless it is there."""
    there = connection.execute(
        "SELECT 1 FROM pg_database WHERE datname = %s", [database]
    ).fetchone()
    if not there:
        copied = (
            sql.SQL("TEMPLATE {}").format(sql.Identifier(template)) if template else sql.SQL("")
        )
        connection.execute(
            sql.SQL("CREATE DATABASE {} OWNER {} {}").format(
                sql.Identifier(database), sql.Identifier(OWNER), copied
            )
        )
        connection.execute(
            sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(sql.Identifier(database))
        )
        connection.execute(
            sql.SQL("GRANT CONNECT, TEMPORARY ON DATABASE {} TO {}").format(
                sql.Identifier(database), sql.Identifier(APP)
            )
        )
