"""The migrations are what the models say, in one line for each context."""

from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils import translation

from tests.architecture.sources import PACKAGE


def test_no_model_is_ahead_of_its_migrations() -> None:
    loader = MigrationLoader(None)
    detector = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))

    # Names of columns are compared as they stand in the source, not in Chinese.
    with translation.override(None):
        missing = detector.changes(graph=loader.graph)

    assert {label: [str(m.operations) for m in found] for label, found in missing.items()} == {}


def test_migrations_follow_one_another_in_one_line() -> None:
    assert MigrationLoader(None).detect_conflicts() == {}


def test_a_migration_is_named_in_words() -> None:
    named = [path.stem for path in PACKAGE.glob("*/migrations/0*.py")]

    assert [name for name in named if "_auto_" in name or name[5:].isdigit()] == []


def test_sql_of_our_own_can_be_taken_back() -> None:
    loader = MigrationLoader(None)
    one_way = [
        f"{label}.{name}"
        for (label, name), migration in loader.disk_migrations.items()
        if migration.__module__.startswith("kehou.")
        for operation in migration.operations
        if not operation.reversible
    ]

    assert one_way == []
