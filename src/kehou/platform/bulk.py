"""The fast path for many rows at once: COPY, behind the same walls as every other write.

PostgreSQL does not COPY into a table under row-level security. So rows are copied into a temporary
table and inserted from there: policies, constraints and triggers see each of them.
"""

from collections.abc import Iterable, Sequence

from django.db import connection, models
from psycopg import sql


def reserve_ids(model: type[models.Model], count: int) -> range:
    """Take `count` ids in a row from the table's own sequence, so that rows may point to rows."""
    with connection.cursor() as cursor:
        cursor.execute(
            # Locked, so that ids taken by somebody else meanwhile do not fall into our run.
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))",
            [f"platform.ids:{model._meta.db_table}"],
        )
        cursor.execute(
            "SELECT min(id), max(id) FROM (SELECT nextval(pg_get_serial_sequence(%s, 'id')) AS id"
            " FROM generate_series(1, %s)) AS taken",
            [f'"{model._meta.db_table}"', count],
        )
        first, last = cursor.fetchone()
    if count and last - first + 1 != count:
        raise RuntimeError(f"{model._meta.db_table}: somebody took ids in between, try again")
    return range(first, last + 1) if count else range(0)


def copy(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> int:
    """Write rows into the model's table by COPY, and tell how many. Needs a transaction."""
    table = sql.Identifier(model._meta.db_table)
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    staging = sql.Identifier(f"{model._meta.db_table}_staging")
    with connection.cursor() as cursor:
        raw = cursor.connection.cursor()
        raw.execute(
            sql.SQL("CREATE TEMPORARY TABLE {} ON COMMIT DROP AS SELECT {} FROM {} LIMIT 0").format(
                staging, names, table
            )
        )
        with raw.copy(sql.SQL("COPY {} ({}) FROM STDIN").format(staging, names)) as pipe:
            for row in rows:
                pipe.write_row(row)
        raw.execute(
            sql.SQL("INSERT INTO {} ({}) SELECT {} FROM {}").format(table, names, names, staging)
        )
        written: int = raw.rowcount
        raw.execute(sql.SQL("DROP TABLE {}").format(staging))
    return written
