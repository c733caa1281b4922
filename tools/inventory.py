"""Writes tests/architecture/constraints.txt: all that the database itself refuses, table by table.

    python -m tools.inventory --write

Checks, unique keys, exclusions, foreign keys, triggers and row policies, each by its name, which is
a sentence. A change of the file is a change of what is impossible, and is reviewed as such. The
test beside it fails when the file is stale, and when one of them is switched off or not validated.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import django
from django.apps import apps
from django.db import connection

from tools import test_cluster, throwaway  # noqa: F401 (importing the first starts a PostgreSQL)

FILE = Path(__file__).parents[1] / "tests" / "architecture" / "constraints.txt"

# A unique index with a condition is no constraint to PostgreSQL, but it is one to us.
QUERY = """
SELECT conrelid::regclass::text AS "table",
  CASE contype WHEN 'p' THEN 'key' WHEN 'u' THEN 'unique' WHEN 'c' THEN 'check'
    WHEN 'x' THEN 'exclusion' WHEN 'f' THEN 'foreign key' END AS kind,
  conname::text AS name, convalidated AS works
FROM pg_constraint WHERE contype IN ('p', 'u', 'c', 'x', 'f') AND conrelid <> 0
UNION ALL
SELECT indrelid::regclass::text, 'unique', indexrelid::regclass::text, indisvalid AND indisready
FROM pg_index
WHERE indisunique AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
UNION ALL
SELECT tgrelid::regclass::text, 'trigger', tgname::text, tgenabled IN ('O', 'A')
FROM pg_trigger WHERE NOT tgisinternal
UNION ALL
SELECT polrelid::regclass::text, 'policy', polname::text,
  (SELECT relrowsecurity AND relforcerowsecurity FROM pg_class WHERE oid = polrelid)
FROM pg_policy
"""

# A foreign key is kept by triggers inside PostgreSQL, which a superuser can switch off.
ASLEEP = """
SELECT tgrelid::regclass::text, tgname::text FROM pg_trigger
WHERE tgisinternal AND tgenabled NOT IN ('O', 'A')
"""


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.inventory")
    parser.add_argument("--write", action="store_true", required=True, help="write the file")
    parser.parse_args(arguments)

    os.environ["DJANGO_SETTINGS_MODULE"] = "kehou.service.settings"
    django.setup()
    throwaway.point_at(throwaway.migrated())
    FILE.write_text(text(standing()), "utf-8")
    return 0


def standing() -> list[tuple[str, str, str, bool]]:
    """Each refusal of our own tables: table, kind, name, and whether it is at work."""
    tables = {m._meta.db_table for m in apps.get_models() if m.__module__.startswith("kehou.")}
    with connection.cursor() as cursor:
        cursor.execute(QUERY)
        return sorted(row for row in cursor.fetchall() if row[0] in tables)


def asleep() -> list[tuple[str, str]]:
    """The triggers behind foreign keys that somebody switched off."""
    with connection.cursor() as cursor:
        cursor.execute(ASLEEP)
        return list(cursor.fetchall())


def text(refusals: list[tuple[str, str, str, bool]]) -> str:
    return "\n".join(_lines(refusals)) + "\n"


def _lines(refusals: list[tuple[str, str, str, bool]]) -> Iterator[str]:
    yield "Written by `python -m tools.inventory --write`, never by hand."
    before = ""
    for table, kind, name, _ in refusals:
        if table != before:
            yield f"\n{table}"
            before = table
        yield f"  {kind:12} {name}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
