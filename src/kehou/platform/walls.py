"""The second wall: what the database itself lets the app role do with each table.

Derived from the models and raised after every migration, so that it cannot be forgotten: the app
role has no grant on a table until its wall stands. A model says of itself

- `school` (a foreign key): its rows belong to one school. Row-level security is enabled and
  forced, and every foreign key to another such table also carries the school, so that a row can
  never point into a school other than its own;
- `city_wide = "why"`: its rows belong to no school (docs/adr/0005);
- `institution_column = "institution_id"`: its rows are about one institution. Whoever sits in an
  institution finds the rows of their own alone, a family and the public none (docs/adr/0011);
- `institution_reads_only = True`: of these an institution changes not even its own;
- `append_only = True`: rows are only added. No UPDATE or DELETE is granted, and a trigger refuses
  both to everybody;
- `public_when = "<SQL>"`: rows that anyone may read, because they are published.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

from kehou.platform.reach import INSTITUTIONS, READS, WRITES

OWN = "kehou."

REFUSE_CHANGE = """
CREATE OR REPLACE FUNCTION kehou_refuse_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME
    USING ERRCODE = '23514', CONSTRAINT = 'rows_are_only_added';
END $$
"""


def own_models() -> list[type[models.Model]]:
    return [m for m in apps.get_models() if m.__module__.startswith(OWN) and m._meta.managed]


def belongs_to_a_school(model: type[models.Model]) -> bool:
    """Whether rows of this table are a school's own records."""
    named = any(f.attname == "school_id" for f in model._meta.concrete_fields)
    return named and not hasattr(model, "city_wide")


def about_an_institution(model: type[models.Model]) -> str:
    """The column that names the institution which a row is about; "" for tables without any."""
    return getattr(model, "institution_column", "")


def school_links(model: type[models.Model]) -> list["models.ForeignKey[Any, Any]"]:
    """The foreign keys of a school's table that lead to another school's table."""
    return [
        f
        for f in model._meta.concrete_fields
        if isinstance(f, models.ForeignKey) and belongs_to_a_school(f.related_model)
    ]


def raise_after_migrating(*, using: str, **_: object) -> None:
    raise_walls(connections[using], app_role=settings.DATABASES["default"]["USER"])


def raise_walls(connection: BaseDatabaseWrapper, *, app_role: str) -> None:
    """Bring grants, policies, triggers and composite foreign keys up to what the models say."""
    role = connection.ops.quote_name(app_role)
    with connection.cursor() as cursor:
        present = set(connection.introspection.table_names(cursor))
        for statement in _statements(present, role):
            cursor.execute(statement)


def _statements(present: set[str], role: str) -> Iterator[str]:
    yield REFUSE_CHANGE
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}"
    yield f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {role}"
    ours = {m._meta.db_table: m for m in own_models() if m._meta.db_table in present}
    for model in ours.values():
        if belongs_to_a_school(model):
            yield from _school_key(model)
    for table, model in ours.items():
        if belongs_to_a_school(model):
            yield from _row_policies(table, model)
            yield from _same_school(table, model, present)
        if column := about_an_institution(model):
            writes = not getattr(model, "institution_reads_only", False)
            yield from _institution_policies(table, column, writes=writes)
        yield from _append_only(table, model)
    if "django_migrations" in present:  # to see whether any wait, and no more
        yield f"GRANT SELECT ON django_migrations TO {role}"
    for table in sorted(present - {"django_migrations"}):
        rights = "SELECT, INSERT, UPDATE, DELETE"
        if table in ours and getattr(ours[table], "append_only", False):
            rights = "SELECT, INSERT"
        yield f'GRANT {rights} ON "{table}" TO {role}'


def reaches(setting: str) -> str:
    """The policy's condition. Sub-selects are evaluated once per statement, not once per row."""
    value = f"coalesce(current_setting('{setting}', true), '')"
    schools = f"string_to_array(nullif(nullif({value}, '*'), ''), ',')::bigint[]"
    return f"((SELECT {value} = '*') OR school_id = ANY ((SELECT {schools})::bigint[]))"


def _institution_policies(table: str, column: str, *, writes: bool) -> Iterator[str]:
    value = f"coalesce(current_setting('{INSTITUTIONS}', true), '')"
    own = f"\"{column}\" = (SELECT nullif(nullif({value}, '*'), '')::bigint)"
    all_of_them = f"(SELECT {value} = '*')"
    condition = f"({all_of_them} OR {own})"
    policies = {
        "own_institution": f"USING ({condition}) WITH CHECK ({condition})"
        if writes
        else f"FOR SELECT USING ({condition})",
        "about_institutions": None
        if writes
        else f"USING ({all_of_them}) WITH CHECK ({all_of_them})",
    }
    yield f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY'
    yield f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY'
    for name, policy in policies.items():
        yield f'DROP POLICY IF EXISTS {name} ON "{table}"'
        if policy:
            yield f'CREATE POLICY {name} ON "{table}" {policy}'


def _row_policies(table: str, model: type[models.Model]) -> Iterator[str]:
    reads, writes = reaches(READS), reaches(WRITES)
    if published := getattr(model, "public_when", ""):
        reads = f"{reads} OR ({published})"
    inserts = writes
    if any(f.attname == "school_id" and f.null for f in model._meta.concrete_fields):
        inserts = f"{writes} OR school_id IS NULL"
    policies = {
        "school_select": f"FOR SELECT USING ({reads})",
        "school_insert": f"FOR INSERT WITH CHECK ({inserts})",
        "school_update": f"FOR UPDATE USING ({writes}) WITH CHECK ({writes})",
        "school_delete": f"FOR DELETE USING ({writes})",
    }
    yield f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY'
    yield f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY'
    for name, policy in policies.items():
        yield f'DROP POLICY IF EXISTS {name} ON "{table}"'
        yield f'CREATE POLICY {name} ON "{table}" {policy}'


def _school_key(model: type[models.Model]) -> Iterator[str]:
    table, key = model._meta.db_table, model._meta.pk.column
    yield _unless_there(table, f"{table}_with_its_school", f'UNIQUE ("{key}", school_id)')


def _same_school(table: str, model: type[models.Model], present: set[str]) -> Iterator[str]:
    for link in school_links(model):
        target = link.related_model._meta
        if target.db_table in present:
            yield _unless_there(
                table,
                f"{table}_{link.column}_same_school",
                f'FOREIGN KEY ("{link.column}", school_id)'
                f' REFERENCES "{target.db_table}" ("{target.pk.column}", school_id)',
            )


def _append_only(table: str, model: type[models.Model]) -> Iterator[str]:
    yield f'DROP TRIGGER IF EXISTS rows_are_only_added ON "{table}"'
    if getattr(model, "append_only", False):
        yield (
            f'CREATE TRIGGER rows_are_only_added BEFORE UPDATE OR DELETE ON "{table}"'
            " FOR EACH ROW EXECUTE FUNCTION kehou_refuse_change()"
        )


def _unless_there(table: str, name: str, constraint: str) -> str:
    name = constraint_name(name)
    return f"""DO $$ BEGIN
      IF NOT EXISTS (SELECT FROM pg_constraint
                     WHERE conname = '{name}' AND conrelid = '"{table}"'::regclass) THEN
        ALTER TABLE "{table}" ADD CONSTRAINT "{name}" {constraint};
      END IF; END $$"""


def constraint_name(name: str) -> str:
    """Names longer than PostgreSQL keeps are cut where it would cut them."""
    return name[:63]
