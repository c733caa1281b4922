"""The two roles: the owner, who migrates, and the app role, which serves.

The app role is neither owner nor superuser and cannot pass by row-level security.
"""

import psycopg
from psycopg import sql

OWNER = "kehou_owner"
APP = "kehou_app"


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
