"""Contexts know those below them only: by import, by foreign key, by migration."""

import re
import subprocess
import sys
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.migrations.loader import MigrationLoader

from kehou.platform.walls import own_models
from tests.architecture.sources import CONTRACTS, PACKAGE, PYPROJECT, ROOT, SLICES

OUTSIDE_ANY_SLICE = {"kernel", "ordinance", "platform", "web", "service", "demo"}


def heights() -> dict[str, int]:
    """How high each context stands, read from the contract itself."""
    layers = CONTRACTS["contexts"]["layers"]
    return {n: -i for i, line in enumerate(layers) for n in re.findall(r"\w+", line)}


def test_the_import_contracts_are_kept() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]

    linted = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert linted.returncode == 0, linted.stdout


def test_a_foreign_key_points_downwards_too() -> None:
    # Given as a string it is an import that the linter cannot see.
    height, upward = heights(), []
    for model in own_models():
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if target is None or field.auto_created or target not in own_models():
                continue
            if height[model.__module__.split(".")[1]] < height[target.__module__.split(".")[1]]:
                upward.append(f"{model._meta.label}.{field.name}")

    assert upward == []


def test_a_migration_waits_for_those_below_it_only() -> None:
    height = heights()
    waits = [
        f"{label}.{name} waits for {wanted}"
        for (label, name), migration in MigrationLoader(None).disk_migrations.items()
        for wanted, _ in migration.dependencies
        if label in height and wanted in height and height[label] < height[wanted]
    ]

    assert waits == []


def test_every_context_is_under_every_contract() -> None:
    contexts = {p.parent.name for p in PACKAGE.glob("*/__init__.py")}
    slices = contexts - OUTSIDE_ANY_SLICE

    assert contexts <= heights().keys()
    assert slices == set(SLICES)
    assert slices <= set(CONTRACTS["front"]["contexts"])
    assert {f"kehou.{name}" for name in slices} <= set(settings.CONTEXTS)
    assert PYPROJECT["tool"]["importlinter"]["exclude_type_checking_imports"] is True


def test_an_app_is_called_like_its_folder() -> None:
    named = {a.name: a.label for a in apps.get_app_configs() if a.name.startswith("kehou.")}

    assert named == {name: name.rpartition(".")[2] for name in settings.CONTEXTS}
