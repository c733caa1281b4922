"""How fast a city is loaded, as a ratio to a bare COPY of the same rows in the same run.

    python -m bench.city [SCHOOLS]

Makes so many schools (4) one after another in a database of its own, then copies all their rows
once more, as they are, into tables without walls, triggers, keys or indexes. The quotient of both
times is what the names, the draw, the settlement and every invariant cost together. It does not
depend on the machine; figures and what they mean are in docs/operations.md.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path
from time import perf_counter

import psycopg
from psycopg import sql


def main() -> None:
    schools = int(sys.argv[1]) if len(sys.argv) > 1 else 4
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kehou.service.settings")
    with tempfile.TemporaryDirectory() as home:
        os.environ["KEHOU_HOME"] = home
        from kehou.platform.database import address, embedded, secrets  # noqa: PLC0415 (KEHOU_HOME again)
        from kehou.service import running  # noqa: PLC0415 (KEHOU_HOME is read by the settings)

        with running.service() as server:
            assert server
            running.migrate()
            loading = _load(schools)
            superuser = address.superuser_address(server, secrets.load(), address.DATABASE)
            with psycopg.connect(superuser, autocommit=True) as connection:
                rows, copying = _copy_barely(connection)
        shutil.rmtree(embedded.folder_of(Path(home)), ignore_errors=True)
    print(f"{schools} schools, {rows:,} rows")
    print(f"  loaded in      {loading:7.2f} s, {loading / schools:.2f} s a school")
    print(f"  copied barely  {copying:7.2f} s")
    print(f"  ratio          {loading / copying:7.1f}")


def _load(schools: int) -> float:
    from kehou.demo import city  # noqa: PLC0415 (after django.setup)

    plan = city.begin(city.wanted(schools=schools, days=1))
    began = perf_counter()
    city.load(plan, workers=1, progress=lambda done, of, what: None)
    return perf_counter() - began


def _copy_barely(connection: psycopg.Connection) -> tuple[int, float]:
    """Every row of ours into a bare copy of its table: how many, and the seconds of writing."""
    from kehou.platform.walls import own_models  # noqa: PLC0415 (after django.setup)

    rows, took = 0, 0.0
    cursor = connection.cursor()
    for model in own_models():
        table, bare = sql.Identifier(model._meta.db_table), sql.Identifier("bare")
        cursor.execute(sql.SQL("CREATE TABLE {} (LIKE {} INCLUDING GENERATED)").format(bare, table))
        with cursor.copy(sql.SQL("COPY {} TO STDOUT (FORMAT binary)").format(table)) as pipe:
            written = [bytes(block) for block in pipe]
        began = perf_counter()
        with cursor.copy(sql.SQL("COPY {} FROM STDIN (FORMAT binary)").format(bare)) as pipe:
            for block in written:
                pipe.write(block)
        took += perf_counter() - began
        rows += cursor.rowcount
        cursor.execute(sql.SQL("DROP TABLE {}").format(bare))
    return rows, took


if __name__ == "__main__":
    main()
