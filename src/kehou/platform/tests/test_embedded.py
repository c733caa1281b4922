"""The embedded PostgreSQL: private, on the loopback, whole again after a crash."""

import os
import shutil
import signal
import sysconfig
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from kehou.platform.database import address, binaries, embedded, roles, secrets
from kehou.platform.database.embedded import Cluster, DatabaseWouldNotStart

PASSWORD = "for this cluster only"


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder into which every user may walk, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="kehou-embedded-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def server(open_folder: Path) -> Iterator[Cluster]:
    server = embedded.cluster(open_folder, superuser_password=PASSWORD)
    yield server
    server.stop("immediate")


def connect(server: Cluster) -> psycopg.Connection:
    return psycopg.connect(superuser(server), autocommit=True)


def superuser(server: Cluster, password: str = PASSWORD) -> str:
    return f"host=127.0.0.1 port={server.port} user=postgres dbname=postgres password='{password}'"


def test_it_starts_stops_and_keeps_what_was_written(server: Cluster) -> None:
    assert not server.is_running

    server.start()
    with connect(server) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    server.stop()
    assert not server.is_running

    server.start()
    server.start()
    with connect(server) as connection:
        assert connection.execute("SELECT answer FROM kept").fetchone() == (42,)
    server.stop()
    server.stop()


def test_it_is_whole_again_after_it_was_killed(server: Cluster) -> None:
    server.start()
    with connect(server) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    postmaster = int((server.folder / "postmaster.pid").read_text().splitlines()[0])
    os.kill(postmaster, signal.SIGKILL)

    server.start()

    with connect(server) as connection:
        assert connection.execute("SELECT answer FROM kept").fetchone() == (42,)


def test_it_keeps_its_port_and_listens_to_this_machine_alone(
    server: Cluster, open_folder: Path
) -> None:
    server.start()

    assert embedded.cluster(open_folder, superuser_password="another").port == server.port
    with connect(server) as connection:
        settings = connection.execute(
            "SELECT current_setting('listen_addresses'), current_setting('data_checksums'),"
            " current_setting('unix_socket_directories'), current_setting('server_encoding')"
        ).fetchone()
    assert settings == ("127.0.0.1", "on", "", "UTF8")


def test_it_asks_for_the_password(server: Cluster) -> None:
    server.start()

    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(superuser(server, "guessed"))


def test_root_lets_an_unprivileged_servant_run_it(server: Cluster) -> None:
    servant = binaries.servant()

    owner = server.folder.stat()
    assert owner.st_mode & 0o777 == 0o700
    assert owner.st_uid == (servant.user_id if servant else os.geteuid())
    assert owner.st_uid != 0


def test_a_server_that_does_not_start_says_why(
    server: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded, "START_SECONDS_MAX", 0)

    with pytest.raises(DatabaseWouldNotStart, match="no_such_setting"):
        server.start("no_such_setting=1")


def test_below_a_closed_folder_root_keeps_it_where_the_servant_can_go(
    open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(embedded, "SHARED", open_folder / "shared")
    closed = open_folder / "closed"
    closed.mkdir(mode=0o700)

    place = embedded.folder_of(closed / "var")

    assert place.is_relative_to(open_folder / "shared")
    assert embedded.folder_of(open_folder / "var") == open_folder / "var" / "postgres"
    assert embedded.folder_of(closed / "other") != place


def test_programs_in_a_closed_folder_are_copied_once_to_where_the_servant_can_go(
    open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(binaries, "SHARED", open_folder / "shared")
    install = open_folder / "closed" / "install"
    (install / "bin").mkdir(parents=True)
    (install / "bin" / "initdb").write_text("#!/bin/sh\necho 'initdb (PostgreSQL) 18.1'\n")
    (install / "bin" / "initdb").chmod(0o755)
    (open_folder / "closed").chmod(0o700)

    usable = binaries.usable(install / "bin")
    (usable / "marked").touch()

    assert usable == open_folder / "shared" / "postgres-18.1" / "bin"
    assert (binaries.usable(install / "bin") / "marked").exists()


def test_the_programs_are_those_that_the_environment_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "initdb").touch()
    monkeypatch.setenv("KEHOU_PG_BIN", str(tmp_path))

    assert binaries.found() == tmp_path


def test_no_programs_anywhere_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KEHOU_PG_BIN", str(tmp_path))
    monkeypatch.setattr(sysconfig, "get_path", lambda name: str(tmp_path))
    monkeypatch.setattr(binaries, "DEBIAN", tmp_path)

    with pytest.raises(binaries.NoPostgres, match="KEHOU_PG_BIN"):
        binaries.found()


def test_both_roles_and_the_database_are_there_after_the_start_and_stay_as_they_are(
    server: Cluster,
) -> None:
    server.start()
    for _ in range(2):
        roles.ensure(superuser(server), database="kehou", owner_password="o", app_password="a")

    with psycopg.connect(f"postgresql://{roles.APP}:a@127.0.0.1:{server.port}/kehou") as connection:
        owner = connection.execute(
            "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'kehou'"
        ).fetchone()
        assert owner == (roles.OWNER,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("CREATE TABLE mine (x int)")


def test_a_server_named_in_the_environment_is_used_as_it_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(
        "KEHOU_DATABASE_URL", "postgresql://app:pw@db.city.example:6432/care?sslmode=verify-full"
    )
    monkeypatch.setenv("KEHOU_DATABASE_OWNER_URL", "host=db.city.example user=owner")

    databases = address.settings(secrets.load())

    app, owner = databases["default"], databases["owner"]
    assert (app["HOST"], app["PORT"], app["NAME"]) == ("db.city.example", "6432", "care")
    assert (app["USER"], app["PASSWORD"], owner["USER"]) == ("app", "pw", "owner")
    assert app["OPTIONS"]["sslmode"] == "verify-full"
    assert "statement_timeout" in app["OPTIONS"]["options"]
