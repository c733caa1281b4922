"""The embedded PostgreSQL: a private cluster on the loopback, started and stopped with the service.

For trying out, development, tests and a single school. A city names its own server in
`KEHOU_DATABASE_URL` (docs/operations.md).
"""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kehou.platform.database.binaries import SHARED, found, is_open_to_all, servant, usable
from kehou.platform.database.lacking import Lacking

START_SECONDS_MAX = 30


class DatabaseWouldNotStart(Lacking):
    """The cluster did not come up; the message ends with the last lines of its log."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """One private cluster: where its files lie, on which port of the loopback it listens."""

    folder: Path
    port: int
    programs: Path

    @property
    def log(self) -> Path:
        return self.folder / "server.log"

    @property
    def is_running(self) -> bool:
        """Whether it runs and answers: one that was killed still has a lock file for a moment."""
        status = self._run("pg_ctl", "-D", str(self.folder), "status", check=False)
        return status.returncode == 0 and _answers(self.port)

    def start(self, *options: str) -> None:
        """Start unless it runs. Tries again while a dead server's lock is being cleared."""
        until = time.monotonic() + START_SECONDS_MAX
        settings = [
            f"-c {o}" for o in ("listen_addresses=127.0.0.1", f"port={self.port}", *options)
        ]
        settings.append("-c unix_socket_directories=''")
        while not self.is_running:
            command = ["-D", str(self.folder), "-w", "-l", str(self.log), "-o", " ".join(settings)]
            started = self._run("pg_ctl", *command, "start", check=False)
            if started.returncode == 0:
                return
            if time.monotonic() > until:
                raise DatabaseWouldNotStart(f"{self.log}:\n{_last_lines(self.log)}")
            time.sleep(1)

    def stop(self, mode: str = "fast") -> None:
        if self.is_running:
            self._run("pg_ctl", "-D", str(self.folder), "-w", "-m", mode, "stop")

    def _run(
        self, program: str, *arguments: str, check: bool = True
    ) -> subprocess.CompletedProcess[bytes]:
        # A started server would keep our pipes open, and reading them would never end.
        return run(self.programs / program, *arguments, check=check, keep_output=False)


def run(
    program: Path, *arguments: str, check: bool = True, keep_output: bool = True
) -> subprocess.CompletedProcess[bytes]:
    """Run one of PostgreSQL's programs, as the servant when we are root."""
    runs_as = servant()
    switch: dict[str, Any] = {}
    if runs_as:
        switch = {"user": runs_as.user_id, "group": runs_as.group_id, "extra_groups": []}
    return subprocess.run(
        [str(program), *arguments],
        check=check,
        cwd="/",
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if keep_output else subprocess.DEVNULL,
        stderr=subprocess.STDOUT,
        **switch,
    )


def cluster(home: Path, *, superuser_password: str) -> Cluster:
    """The cluster below `home`, made on first use. Listens only where this machine can reach it."""
    programs = usable(found())
    folder = folder_of(home)
    port_file = folder / "port"
    if not (folder / "PG_VERSION").exists():
        _initialise(folder, programs, superuser_password)
        port_file.write_text(str(_free_port()))
    return Cluster(folder, int(port_file.read_text()), programs)


def folder_of(home: Path) -> Path:
    """Below `home`, or where the servant can reach it when `home` is closed to others."""
    inside = home.resolve() / "postgres"
    home.mkdir(parents=True, exist_ok=True)
    if servant() is None or is_open_to_all(home):
        return inside
    return SHARED / "clusters" / str(inside).strip("/").replace("/", "-")


def _initialise(folder: Path, programs: Path, superuser_password: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    if runs_as := servant():
        shutil.chown(folder, runs_as.user_id, runs_as.group_id)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8") as password_file:
        password_file.write(superuser_password + "\n")
        password_file.flush()
        if runs_as:
            os.chown(password_file.name, runs_as.user_id, runs_as.group_id)
        made = run(
            programs / "initdb",
            *("-D", str(folder), "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8"),
            *("--data-checksums", "--auth=scram-sha-256", f"--pwfile={password_file.name}"),
            check=False,
        )
    if made.returncode != 0:
        raise DatabaseWouldNotStart(f"initdb in {folder}: {made.stdout.decode()}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _last_lines(log: Path) -> str:
    return "\n".join(log.read_text("utf-8", "replace").splitlines()[-12:]) if log.exists() else ""
