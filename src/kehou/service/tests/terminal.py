"""Somebody at a terminal: a verb in a process of its own, in an environment of its own."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kehou.platform.database.embedded import folder_of

OURS = ("KEHOU_", "DJANGO_", "PYTEST_")


def command(*words: str) -> list[str]:
    return [sys.executable, "-W", "ignore", "-m", "kehou.service", *words]


def environment(home: Path, **more: str) -> dict[str, str]:
    """Nothing of ours but the programs of PostgreSQL under test, and what is told."""
    known = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    if "KEHOU_PG_BIN" in os.environ:
        known["KEHOU_PG_BIN"] = os.environ["KEHOU_PG_BIN"]
    return known | {"KEHOU_HOME": str(home)} | more


def kehou(home: Path, *words: str, **more: str) -> "subprocess.CompletedProcess[str]":
    return _run(home, command(*words), more)


def python(home: Path, *words: str, **more: str) -> "subprocess.CompletedProcess[str]":
    return _run(home, [sys.executable, "-W", "ignore", *words], more)


@contextmanager
def installation(home: Path) -> Iterator[Path]:
    """An installation with its database migrated, for as long as the block runs."""
    migrated = kehou(home, "migrate")
    assert migrated.returncode == 0, migrated.stderr
    yield home
    shutil.rmtree(folder_of(home))


def _run(home: Path, words: list[str], more: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        words,
        env=environment(home, **more),
        cwd=home,
        check=False,
        capture_output=True,
        text=True,
        timeout=240,
    )
