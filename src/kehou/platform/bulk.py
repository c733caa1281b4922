"""The fast path for many rows at once: COPY, behind the same walls as every other write.

PostgreSQL does not COPY into a table under row-level security. So rows are copied into a temporary
table and inserted from there: policies, constraints and triggers see each of them.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.db import connection, models
from psycopg import sql

if TYPE_CHECKING:
    from psycopg import Cursor


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


def change(rows: Sequence[models.Model], fields: Sequence[str]) -> int:
    """Write these fields of rows that are there already, and tell how many were found.

    One statement over a copied table: its time grows with the rows, where a CASE for every row and
    field grows with their square. Needs a transaction.
    """
    if not rows:
        return 0
    model = type(rows[0])
    written = [field for field in model._meta.concrete_fields if field.name in fields]
    columns = [str(field.column) for field in written]
    with connection.cursor() as cursor:
        raw = cursor.connection.cursor()
        table, staging, names = _staged(raw, model, ["id", *columns])
        with raw.copy(sql.SQL("COPY {} ({}) FROM STDIN").format(staging, names)) as pipe:
            for row in rows:
                told = (f.get_db_prep_save(getattr(row, f.attname), connection) for f in written)
                pipe.write_row((row.pk, *told))
        told_by = sql.SQL(", ").join(
            [sql.SQL("{0} = told.{0}").format(sql.Identifier(column)) for column in columns]
        )
        raw.execute(
            sql.SQL("UPDATE {0} SET {1} FROM {2} AS told WHERE {0}.id = told.id").format(
                table, told_by, staging
            )
        )
        found: int = raw.rowcount
        raw.execute(sql.SQL("DROP TABLE {}").format(staging))
    return found


def copy(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> int:
    """Write rows into the model's table by COPY, and tell how many. Needs a transaction."""
    with connection.cursor() as cursor:
        raw = cursor.connection.cursor()
        table, staging, names = _staged(raw, model, columns)
        with raw.copy(sql.SQL("COPY {} ({}) FROM STDIN").format(staging, names)) as pipe:
            for row in rows:
                pipe.write_row(row)
        raw.execute(
            sql.SQL("INSERT INTO {} ({}) SELECT {} FROM {}").format(table, names, names, staging)
        )
        written: int = raw.rowcount
        raw.execute(sql.SQL("DROP TABLE {}").format(staging))
    return written


def _staged(
    raw: "Cursor[Any]", model: type[models.Model], columns: Sequence[str]
) -> tuple[sql.Identifier, sql.Identifier, sql.Composed]:
    """The model's table, an empty temporary one with these columns of it, and their names."""
    table = sql.Identifier(model._meta.db_table)
    staging = sql.Identifier(f"{model._meta.db_table}_staging")
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    raw.execute(
        sql.SQL("CREATE TEMPORARY TABLE {} ON COMMIT DROP AS SELECT {} FROM {} LIMIT 0").format(
            staging, names, table
        )
    )
    return table, staging, names
