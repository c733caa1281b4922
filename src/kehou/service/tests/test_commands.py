"""The command line as somebody at a terminal meets it, each verb in a process of its own."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kehou.platform.database.embedded import folder_of
from kehou.service.tests.terminal import kehou


@pytest.fixture
def elsewhere(home: Path, tmp_path: Path) -> Iterator[Path]:
    """A second installation with the same secrets and no database yet."""
    shutil.copy(home / "secrets.json", tmp_path)
    yield tmp_path
    shutil.rmtree(folder_of(tmp_path))


def test_doctor_finds_a_fresh_installation_well(home: Path) -> None:
    examined = kehou(home, "doctor")

    assert examined.returncode == 0, examined.stdout + examined.stderr
    assert "!!" not in examined.stdout
    assert "row-level security" in examined.stdout


def test_the_first_account_is_opened_once(home: Path) -> None:
    again = kehou(home, "appoint", "--login", "somebody", "--name", "某人")

    assert again.returncode == 1
    assert "Sign in and appoint others" in again.stdout


def test_doctor_says_how_to_mend_open_secrets(home: Path) -> None:
    secrets = home / "secrets.json"
    secrets.chmod(0o644)

    examined = kehou(home, "doctor")
    secrets.chmod(0o600)

    assert examined.returncode == 1
    assert f"mend: chmod 600 {secrets}" in examined.stdout


def test_a_backup_is_restored_into_an_empty_database_and_never_over_another(
    home: Path, elsewhere: Path
) -> None:
    file = elsewhere / "city.dump"
    assert kehou(home, "backup", str(file)).returncode == 0

    refused = kehou(home, "restore", str(file))
    restored = kehou(elsewhere, "restore", str(file))
    examined = kehou(elsewhere, "doctor")

    assert refused.returncode != 0
    assert "restore into an empty one" in refused.stderr
    assert restored.returncode == 0, restored.stderr
    assert examined.returncode == 0, examined.stdout


def test_an_unknown_verb_is_answered_with_those_there_are(tmp_path: Path) -> None:
    asked = kehou(tmp_path, "fly")

    assert asked.returncode == 2
    assert "doctor" in asked.stderr
