"""A server that somebody else runs, its roles made by its administrator (docs/operations.md)."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote
from urllib.request import Request, urlopen

import psycopg
import pytest
from psycopg import sql
from tools import throwaway

from kehou.platform.database import binaries
from kehou.service.tests.terminal import command, environment, kehou

OWNER, APP, BACKUP = (
    f"city_{name}_{os.environ.get('PYTEST_XDIST_WORKER', 'one')}"
    for name in ("owner", "app", "backup")
)
START_SECONDS_MAX = 60
PASSWORD = "not for /ps@%"
OWNER_URL, APP_URL, BACKUP_URL = (
    f"KEHOU_DATABASE_{name}" for name in ("OWNER_URL", "URL", "BACKUP_URL")
)


@dataclass(frozen=True)
class Outside:
    """A database with its roles on the server of the tests, and an installation that names it."""

    home: Path
    database: str
    port: int

    def url(self, role: str) -> str:
        return (
            f"postgresql://{role}:{quote(PASSWORD, safe='')}@127.0.0.1:{self.port}/{self.database}"
        )

    @property
    def named(self) -> dict[str, str]:
        return {
            OWNER_URL: self.url(OWNER),
            APP_URL: self.url(APP),
            BACKUP_URL: self.url(BACKUP),
        }

    def __call__(self, *words: str, **instead: str) -> "subprocess.CompletedProcess[str]":
        """A verb; a variable told as "" is not there."""
        told = {name: value for name, value in (self.named | instead).items() if value}
        return kehou(self.home, *words, **told)


@pytest.fixture(scope="module")
def roles() -> Iterator[None]:
    """As docs/operations.md tells the administrator to make them."""
    with throwaway.superuser() as server:
        for role, right in ((OWNER, ""), (APP, ""), (BACKUP, "BYPASSRLS")):
            make = sql.SQL(f"CREATE ROLE {{}} LOGIN {right} PASSWORD {{}}")
            server.execute(make.format(sql.Identifier(role), sql.Literal(PASSWORD)))
        server.execute(f"GRANT pg_read_all_data TO {BACKUP}")
    yield
    with throwaway.superuser() as server:
        for role in (OWNER, APP, BACKUP):
            server.execute(f"DROP ROLE {role}")


def provisioned(home: Path, name: str) -> Iterator[Outside]:
    home.mkdir(exist_ok=True)
    database = f"{name}_{OWNER}"
    with throwaway.superuser() as server:
        server.execute(f"CREATE DATABASE {database} OWNER {OWNER}")
        port = server.info.port
    yield Outside(home, database, port)
    with throwaway.superuser() as server:
        server.execute(f"DROP DATABASE {database} WITH (FORCE)")


@pytest.fixture(scope="module")
def city(roles: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outside]:
    """With the demo city, loaded."""
    for city in provisioned(tmp_path_factory.mktemp("outside"), "city"):
        loaded = city("demo", "--scale", "1")
        assert loaded.returncode == 0, loaded.stderr
        yield city


@pytest.fixture
def empty(roles: None, tmp_path: Path) -> Iterator[Outside]:
    yield from provisioned(tmp_path / "empty", "empty")


def test_doctor_finds_it_well_with_and_without_the_owner(city: Outside) -> None:
    for examined in (city("doctor"), city("doctor", **{OWNER_URL: ""})):
        assert examined.returncode == 0, examined.stdout + examined.stderr
        assert "0 waiting" in examined.stdout


def test_a_backup_by_its_own_role_is_restored_by_the_owner(city: Outside, empty: Outside) -> None:
    with psycopg.connect(city.url(OWNER)) as owner:
        owner.execute("COMMENT ON SCHEMA public IS 'what an administrator notes'")
    file = city.home / "city.dump"

    taken = city("backup", str(file))
    shutil.copy(city.home / "secrets.json", empty.home)
    restored = empty("restore", str(file))

    assert taken.returncode == 0, taken.stderr
    assert restored.returncode == 0, restored.stderr
    assert empty("doctor").returncode == 0
    assert pupils(empty) == pupils(city) > 0


def pupils(outside: Outside) -> int:
    with psycopg.connect(outside.url(BACKUP)) as reader:
        row = reader.execute("SELECT count(*) FROM people_pupil").fetchone()
    assert row is not None
    return int(row[0])


def test_no_password_is_in_the_list_of_commands(city: Outside, tmp_path: Path) -> None:
    with throwaway.superuser() as server:
        real = binaries.for_server(server.info.server_version // 10000) / "pg_dump"
    between, said = tmp_path / "pg_dump", tmp_path / "said"
    between.write_text(f'#!/bin/sh\necho "$@" >> {said}\nexec {real} "$@"\n')
    between.chmod(0o755)

    taken = city("backup", str(tmp_path / "city.dump"), KEHOU_PG_BIN=str(tmp_path))

    assert taken.returncode == 0, taken.stderr
    assert f"user={BACKUP}" in said.read_text()
    assert PASSWORD not in said.read_text() + taken.stdout + taken.stderr
    assert quote(PASSWORD, safe="") not in said.read_text() + taken.stdout + taken.stderr


@pytest.mark.parametrize("verb", ["up", "worker", "migrate"])
def test_nothing_is_done_as_a_role_above_the_walls(city: Outside, verb: str) -> None:
    for role, power in ((OWNER, "owner"), (BACKUP, "BYPASSRLS")):
        refused = city(verb, **{APP_URL: city.url(role)})

        assert refused.returncode == 1
        assert f"stands above the walls ({power} {role})" in refused.stderr
        assert "Traceback" not in refused.stderr


def test_doctor_finds_an_app_role_that_may_become_the_owner(city: Outside) -> None:
    with throwaway.superuser() as server:
        server.execute(f"GRANT {OWNER} TO {APP}")
    examined = city("doctor")
    with throwaway.superuser() as server:
        server.execute(f"REVOKE {OWNER} FROM {APP}")

    assert examined.returncode == 1
    assert f"!!  app role: {APP}, owner {OWNER}" in examined.stdout
    assert "mend: serve as a role that is neither owner nor superuser" in examined.stdout


def test_an_address_that_lacks_or_leads_nowhere_is_said_in_one_line(empty: Outside) -> None:
    unowned = empty("migrate", **{OWNER_URL: ""})
    waiting = empty("up", **{OWNER_URL: ""})
    unsaved = empty("backup", **{BACKUP_URL: ""})
    nowhere = empty("migrate", **{APP_URL: "postgresql://somebody:hush@127.0.0.1:1/city"})
    unknown = empty("doctor", **{OWNER_URL: empty.url(OWNER).replace("%25", "%24")})

    assert "KEHOU_DATABASE_OWNER_URL is not set" in unowned.stderr
    assert "migrations wait: run `kehou migrate`" in waiting.stderr
    assert "KEHOU_DATABASE_BACKUP_URL is not set" in unsaved.stderr
    assert "named in KEHOU_DATABASE_URL does not answer" in nowhere.stderr
    assert "mend: correct KEHOU_DATABASE_OWNER_URL" in unknown.stdout
    for said in (unowned, waiting, unsaved, nowhere, unknown):
        assert said.returncode == 1
        assert "Traceback" not in said.stderr
        assert "hush" not in said.stderr


def test_it_is_served_with_its_worker_without_the_owner(city: Outside) -> None:
    named = {name: value for name, value in city.named.items() if name == APP_URL}
    words = ("up", "--port", "18471", "--workers", "1")
    serving = subprocess.Popen(
        command(*words),
        env=environment(city.home, **named),
        cwd=city.home,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert serving.stdout is not None
    address = next(line.strip() for line in serving.stdout if "http://" in line)
    answers = [asked(address, method) for method in ("GET", "HEAD")]
    serving.terminate()
    serving.stdout.close()

    assert serving.wait(timeout=60) == 0
    assert [status for status, _ in answers] == [200, 200]
    assert "课后" in answers[0][1]
    assert answers[1][1] == ""


def asked(address: str, method: str) -> tuple[int, str]:
    """The address is printed a moment before the web processes answer."""
    until = time.monotonic() + START_SECONDS_MAX
    while True:
        try:
            with urlopen(Request(address, method=method)) as answer:  # noqa: S310 (our own)
                return answer.status, answer.read().decode()
        except OSError:
            if time.monotonic() > until:
                raise
