"""The second wall alone: past every scope, the database itself keeps the schools apart."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.db import DatabaseError, connection, models, transaction
from django.db.models import Q
from psycopg import sql
from tools import throwaway

from kehou.ordinance.roles import PARTS, Role, Seat
from kehou.platform import reach
from kehou.platform.actors import EVERYWHERE, NOWHERE, Actor, Reach
from kehou.platform.walls import (
    about_an_institution,
    belongs_to_a_school,
    constraint_name,
    own_models,
    school_links,
)
from tests.architecture.world import SEATED, Side, World

pytestmark = [pytest.mark.django_db, pytest.mark.wall]

Model = type[models.Model]
SCHOOL_TABLES = [m for m in own_models() if belongs_to_a_school(m)]
CHANGEABLE = [m for m in SCHOOL_TABLES if not getattr(m, "append_only", False)]
APPEND_ONLY = [m for m in own_models() if getattr(m, "append_only", False)]
LINKS = [(model, link) for model in SCHOOL_TABLES for link in school_links(model)]
OF_ONE_SCHOOL = [role for role in SEATED if PARTS[role].seat not in (Seat.CITY, Seat.INSTITUTION)]
ABOUT_INSTITUTIONS = [m for m in own_models() if about_an_institution(m)]


def table(model: Model) -> str:
    return model._meta.db_table


def link_name(one: tuple[Model, Any]) -> str:
    return f"{table(one[0])}.{one[1].column}"


each_table = pytest.mark.parametrize("model", SCHOOL_TABLES, ids=table)
each_changeable = pytest.mark.parametrize("model", CHANGEABLE, ids=table)


def of(side: Side) -> Reach:
    return Reach(frozenset({side.school.pk}))


def rows(model: Model, side: Side) -> "models.QuerySet[Any]":
    return model._default_manager.filter(school_id=side.school.pk)


@each_table
@pytest.mark.parametrize("role", OF_ONE_SCHOOL)
def test_nobody_of_one_school_sees_a_row_of_another(model: Model, role: Any, world: World) -> None:
    with reach.of(world.own.actors[role]):
        seen = set(model._default_manager.values_list("school_id", flat=True))

    published = getattr(model, "public_when", None)
    assert seen <= {world.own.school.pk} | ({world.other.school.pk} if published else set())
    assert world.own.school.pk in seen


@each_table
def test_an_institution_sees_no_row_of_a_school(model: Model, world: World) -> None:
    with reach.of(world.own.actors[Role.INSTITUTION]):
        seen = model._default_manager.count()

    published = Q(published_at__isnull=False) if hasattr(model, "public_when") else Q(pk=None)
    assert seen == model._default_manager.filter(published).count()


@pytest.mark.parametrize("model", ABOUT_INSTITUTIONS, ids=table)
def test_an_institution_sees_and_changes_rows_of_its_own_alone(model: Model, world: World) -> None:
    column = about_an_institution(model)
    own = world.own.actors[Role.INSTITUTION]
    whose = set(model._default_manager.values_list(column, flat=True))
    assert len(whose) > 1, "an empty table could leak nothing"

    with reach.of(own):
        seen = set(model._default_manager.values_list(column, flat=True))
        foreign = model._default_manager.exclude(**{column: own.institution_id})
        removed = 0 if getattr(model, "append_only", False) else foreign.delete()[0]

    assert seen <= {own.institution_id}
    assert removed == 0


@pytest.mark.parametrize("model", ABOUT_INSTITUTIONS, ids=table)
@pytest.mark.parametrize("role", [Role.GUARDIAN, Role.PUBLIC])
def test_a_family_and_the_public_see_no_institution(model: Model, role: Role, world: World) -> None:
    actor = world.own.actors.get(role, Actor.public())

    with reach.of(actor):
        assert not model._default_manager.exists()


@pytest.mark.parametrize("model", ABOUT_INSTITUTIONS, ids=table)
def test_a_row_is_not_added_to_another_institution(model: Model, world: World) -> None:
    column = about_an_institution(model)
    own = world.own.actors[Role.INSTITUTION]
    theirs = model._default_manager.exclude(**{column: own.institution_id}).first()
    theirs.pk = theirs.pk if column == "id" else None
    if hasattr(theirs, "sent_at"):
        theirs.state, theirs.decided_by, theirs.decided_at = "waiting", None, None

    with reach.of(own), pytest.raises(DatabaseError, match="row-level security"):
        models.Model.save_base(theirs, force_insert=True)


@each_table
def test_nobody_who_reaches_nothing_sees_a_row(model: Model, world: World) -> None:
    with reach.applied(reads=NOWHERE, writes=EVERYWHERE):
        seen = model._default_manager.count()

    published = Q(published_at__isnull=False) if hasattr(model, "public_when") else Q(pk=None)
    assert seen == model._default_manager.filter(published).count()


@each_changeable
def test_rows_of_another_school_are_neither_changed_nor_removed(model: Model, world: World) -> None:
    before = list(rows(model, world.other).values())

    with reach.applied(reads=of(world.own), writes=of(world.own)), connection.cursor() as cursor:
        cursor.execute(
            f'UPDATE "{table(model)}" SET school_id = school_id WHERE school_id = %s',
            [world.other.school.pk],
        )
        changed = cursor.rowcount
        cursor.execute(
            f'DELETE FROM "{table(model)}" WHERE school_id = %s', [world.other.school.pk]
        )
        removed = cursor.rowcount

    assert (changed, removed) == (0, 0)
    assert list(rows(model, world.other).values()) == before


@each_changeable
def test_a_row_is_not_moved_to_another_school(model: Model, world: World) -> None:
    # By the policy, or by a trigger of the table's own that was asked before it.
    with (
        pytest.raises(DatabaseError),
        reach.applied(reads=EVERYWHERE, writes=of(world.own)),
    ):
        rows(model, world.own).update(school_id=world.other.school.pk)


@each_table
def test_a_row_is_not_added_to_another_school(model: Model, world: World) -> None:
    row = a_copy(model, world.other)

    assert refusal(model, row, reads=EVERYWHERE, writes=of(world.own))
    # In the reach of its own school the same row is stopped by its keys, or by nothing.
    assert "row-level security" not in refusal(model, row, reads=EVERYWHERE, writes=EVERYWHERE)


def a_copy(model: Model, side: Side) -> dict[str, Any]:
    """A row of that school as it stands, with a key of its own where that is a random one."""
    columns = [str(f.column) for f in model._meta.concrete_fields if not f.generated]
    with connection.cursor() as cursor:
        names = ", ".join(f'"{name}"' for name in columns)
        school = [side.school.pk]
        cursor.execute(f'SELECT {names} FROM "{table(model)}" WHERE school_id = %s LIMIT 1', school)
        row = dict(zip(columns, cursor.fetchone(), strict=True))
    key = model._meta.pk
    assert key is not None
    if isinstance(key, models.UUIDField):
        return row | {str(key.column): uuid4()}
    return {name: value for name, value in row.items() if name != key.column}


def refusal(model: Model, row: dict[str, Any], *, reads: Reach, writes: Reach) -> str:
    """What the database says to a row; it is not kept in any case."""
    names, values = ", ".join(f'"{name}"' for name in row), ", ".join("%s" for _ in row)
    insert = f'INSERT INTO "{table(model)}" ({names}) VALUES ({values})'
    try:
        with reach.applied(reads=reads, writes=writes), connection.cursor() as cursor:
            cursor.execute(insert, [*row.values()])
            transaction.set_rollback(True)
    except DatabaseError as broken:
        return str(broken)
    return ""


@pytest.fixture
def beyond(world: World) -> Iterator[psycopg.Connection]:
    """Somebody whom no policy stops, so that only constraints and triggers are in the way."""
    with (
        throwaway.superuser(connection.settings_dict["NAME"]) as server,
        server.transaction(force_rollback=True),
    ):
        yield server


@pytest.mark.parametrize(("model", "link"), LINKS, ids=map(link_name, LINKS))
def test_a_row_cannot_point_into_another_school(
    model: Model, link: Any, world: World, beyond: psycopg.Connection
) -> None:
    wall = constraint_name(f"{table(model)}_{link.column}_same_school")
    tear_down_all_but(beyond, table(model), wall)
    names = {
        "table": sql.Identifier(table(model)),
        "key": sql.Identifier(str(model._meta.pk.column)),
        "link": sql.Identifier(link.column),
        "target": sql.Identifier(link.related_model._meta.db_table),
        "target_key": sql.Identifier(link.related_model._meta.pk.column),
    }
    point = sql.SQL(
        "UPDATE {table} SET {link} = (SELECT {target_key} FROM {target} WHERE school_id = %s"
        " ORDER BY 1 LIMIT 1)"
        " WHERE {key} = (SELECT {key} FROM {table} WHERE school_id = %s ORDER BY 1 LIMIT 1)"
    ).format(**names)

    with pytest.raises(psycopg.errors.ForeignKeyViolation) as refused, beyond.transaction():
        beyond.execute(point, [world.other.school.pk, world.own.school.pk])
    assert refused.value.diag.constraint_name == wall


def tear_down_all_but(server: psycopg.Connection, table: str, wall: str) -> None:
    """Leave this one constraint and the key it leads to, to see that it holds alone."""
    for found, drop in (
        (CONSTRAINTS, "ALTER TABLE {} DROP CONSTRAINT {}"),
        (INDEXES, "DROP INDEX {1}"),
    ):
        for names in server.execute(found, [table, wall]).fetchall():
            server.execute(sql.SQL(drop).format(*map(sql.Identifier, names)))
    server.execute(sql.SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(sql.Identifier(table)))


# Whatever else could refuse a change of the table; keys last, because links lead to them.
CONSTRAINTS = b"""
SELECT conrelid::regclass::text, conname FROM pg_constraint
WHERE %s::regclass IN (conrelid, confrelid) AND conname <> %s AND contype IN ('c', 'f', 'u')
  AND conname NOT LIKE '%%_with_its_school'
ORDER BY contype = 'u'"""
INDEXES = b"""
SELECT indrelid::regclass::text, indexrelid::regclass::text
FROM pg_index JOIN pg_class index ON index.oid = indexrelid
WHERE indrelid = %s::regclass AND indisunique AND relname <> %s
  AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)"""


@pytest.mark.parametrize("model", APPEND_ONLY, ids=table)
@pytest.mark.parametrize("change", ["UPDATE {0} SET {1} = {1}", "DELETE FROM {0}"])
def test_what_is_only_added_is_changed_by_nobody(
    model: Model, change: str, beyond: psycopg.Connection
) -> None:
    names: Sequence[sql.Identifier] = [
        sql.Identifier(table(model)),
        sql.Identifier(str(model._meta.pk.column)),
    ]

    with pytest.raises(psycopg.errors.CheckViolation) as refused, beyond.transaction():
        beyond.execute(sql.SQL(change).format(*names))
    assert refused.value.diag.constraint_name == "rows_are_only_added"
