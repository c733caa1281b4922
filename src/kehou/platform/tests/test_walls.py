"""The second wall stands on every table, whatever tables there are (docs/adr/0003, 0005)."""

import pytest
from django.db import connection

from kehou.platform.walls import (
    about_an_institution,
    belongs_to_a_school,
    constraint_name,
    own_models,
    school_links,
)

pytestmark = pytest.mark.django_db

SCHOOL_TABLES = {m._meta.db_table: m for m in own_models() if belongs_to_a_school(m)}
INSTITUTION_TABLES = {m._meta.db_table for m in own_models() if about_an_institution(m)}
READ_ONLY = {m._meta.db_table for m in own_models() if getattr(m, "institution_reads_only", False)}
APPEND_ONLY = {m._meta.db_table for m in own_models() if getattr(m, "append_only", False)}


def asked(query: str, *values: list[str]) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return [tuple(row) for row in cursor.fetchall()]


def test_the_suite_runs_as_a_role_that_no_wall_lets_pass() -> None:
    role = asked(
        "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles"
        " WHERE rolname = current_user"
    )

    assert role == [("kehou_app", False, False, False, False)]
    assert asked("SELECT rolname FROM pg_roles WHERE pg_has_role(oid, 'MEMBER')") == [
        ("kehou_app",)
    ]


def test_the_app_role_owns_nothing() -> None:
    query = (
        "SELECT relname FROM pg_class WHERE relowner = current_user::regrole AND relkind = ANY(%s)"
    )

    assert asked(query, ["r", "p", "v", "m", "S"]) == []


def test_row_security_is_enabled_and_forced_on_every_table_of_a_school_or_institution() -> None:
    query = """SELECT relname::text FROM pg_class
               WHERE relkind = 'r' AND relrowsecurity AND relforcerowsecurity"""

    assert {table for (table,) in asked(query)} == SCHOOL_TABLES.keys() | INSTITUTION_TABLES


def test_every_table_of_a_school_has_one_policy_for_each_way_in() -> None:
    policies = asked("SELECT tablename::text, policyname::text, cmd, permissive FROM pg_policies")

    of_schools = [
        (table, f"school_{way}", way.upper(), "PERMISSIVE")
        for table in SCHOOL_TABLES
        for way in ("select", "insert", "update", "delete")
    ]
    of_institutions = [
        (table, "own_institution", "SELECT" if table in READ_ONLY else "ALL", "PERMISSIVE")
        for table in INSTITUTION_TABLES
    ]
    of_judges = [(table, "about_institutions", "ALL", "PERMISSIVE") for table in READ_ONLY]
    assert sorted(policies) == sorted([*of_schools, *of_institutions, *of_judges])


def test_the_app_role_has_no_right_beyond_reading_and_writing_rows() -> None:
    rights = {
        (table, right)
        for table, right in asked(
            "SELECT table_name::text, privilege_type::text"
            " FROM information_schema.role_table_grants WHERE grantee = current_user"
        )
        if right in ("TRUNCATE", "REFERENCES", "TRIGGER", "MAINTAIN")
    }

    assert rights == set()


def test_on_a_table_that_is_only_added_to_it_may_neither_update_nor_delete() -> None:
    changeable = asked(
        "SELECT relname::text FROM pg_class WHERE relname = ANY(%s)"
        " AND (has_table_privilege(oid, 'UPDATE') OR has_table_privilege(oid, 'DELETE'))",
        sorted(APPEND_ONLY),
    )

    assert changeable == []
    assert APPEND_ONLY, "some tables are only added to"


def test_no_column_alone_may_be_updated_where_the_table_may_not() -> None:
    columns = asked(
        "SELECT table_name::text, column_name::text FROM information_schema.column_privileges"
        " WHERE grantee = current_user AND privilege_type = 'UPDATE' AND table_name = ANY(%s)",
        sorted(APPEND_ONLY),
    )

    assert columns == []


def test_every_link_between_tables_of_schools_carries_the_school() -> None:
    carried = asked(
        """SELECT c.conrelid::regclass::text, c.conname::text, c.confrelid::regclass::text,
             ARRAY(SELECT a.attname::text FROM unnest(c.conkey) WITH ORDINALITY AS k(n, i)
                   JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.n ORDER BY i),
             c.convalidated, c.condeferred
           FROM pg_constraint c WHERE c.contype = 'f' AND c.conname LIKE '%%_same_school'"""
    )

    assert sorted(carried) == sorted(
        (
            table,
            constraint_name(f"{table}_{link.column}_same_school"),
            link.related_model._meta.db_table,
            [link.column, "school_id"],
            True,
            False,
        )
        for table, model in SCHOOL_TABLES.items()
        for link in school_links(model)
    )


def test_only_the_journal_may_leave_the_school_open() -> None:
    # A link is not checked where one of its columns is null.
    tables = asked(
        "SELECT table_name::text FROM information_schema.columns WHERE column_name = 'school_id'"
        " AND is_nullable = 'YES' AND table_name = ANY(%s)",
        sorted(SCHOOL_TABLES),
    )

    assert tables == [("platform_journalentry",)]


def test_names_of_walls_stay_apart_where_postgresql_cuts_them() -> None:
    names = [
        constraint_name(name)
        for table, model in SCHOOL_TABLES.items()
        for name in (
            f"{table}_with_its_school",
            *(f"{table}_{link.column}_same_school" for link in school_links(model)),
        )
    ]

    assert len(names) == len(set(names))
