"""The fast path for many rows at once: COPY, behind the same walls as every other write.

PostgreSQL does not COPY into a table under row-level security. So rows are copied into a temporary
table and inserted from there: policies, constraints and triggers see each of them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import connection, models
from psycopg import sql

if TYPE_CHECKING:
    from psycopg import Cursor

# Ids by number lie beyond any that a sequence will ever give, so that both go on side by side.
FIRST_BY_NUMBER = 10_000_000_000
IDS_PER_NUMBER = 1_000_000


@dataclass(slots=True)
class _Numbered:
    """The ids of one numbered block, counted up table by table."""

    first: int
    taken: Counter[str] = field(default_factory=Counter)

    def take(self, table: str, count: int) -> range:
        first = self.first + self.taken[table]
        self.taken[table] += count
        if self.taken[table] > IDS_PER_NUMBER:
            raise RuntimeError(f"{table}: more than {IDS_PER_NUMBER} rows in one block")
        return range(first, first + count)


_numbered: ContextVar[_Numbered | None] = ContextVar("numbered", default=None)


@contextmanager
def ids_numbered(number: int) -> Iterator[None]:
    """Within the block, ids follow from this number alone and not from what others write."""
    before = _numbered.set(_Numbered(FIRST_BY_NUMBER + number * IDS_PER_NUMBER))
    try:
        yield
    finally:
        _numbered.reset(before)


def plan_anew() -> None:
    """Forget how this connection asks its questions, of triggers and foreign keys above all.

    What was planned on an empty table reads it from end to end, however long it has become.
    """
    with connection.cursor() as cursor:
        cursor.execute("DISCARD PLANS")


def reserve_ids(model: type[models.Model], count: int) -> Sequence[int]:
    """Take so many ids, ascending, so that rows may point to rows before they are written.

    From the table's own sequence, where others may take theirs in between.
    """
    table = model._meta.db_table
    if numbered := _numbered.get():
        return numbered.take(table, count)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [f'"{table}"', count],
        )
        return sorted(taken for (taken,) in cursor.fetchall())


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
