"""The secrets of one installation: made on first start, kept in one file that only we can read.

A city keeps them in its own safe and names the file in `KEHOU_SECRETS`. Losing the sealing keys
means losing every sealed number; `kehou backup` therefore never contains them.
"""

import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Secrets:
    """Keys as hex, passwords as URL-safe text. `seal_keys`: key id (1 to 255) → 32 bytes."""

    signing: str
    seal_keys: dict[str, str]
    index_key: str
    superuser_password: str
    owner_password: str
    app_password: str


def home() -> Path:
    """Where this installation keeps its files: `KEHOU_HOME`, else `var` right here."""
    return Path(os.environ.get("KEHOU_HOME", "var")).absolute()


def path() -> Path:
    """The file that holds the secrets."""
    return Path(os.environ.get("KEHOU_SECRETS", home() / "secrets.json"))


def load() -> Secrets:
    """Read the secrets, making them the first time."""
    file = path()
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh = Secrets(
            signing=secrets.token_hex(32),
            seal_keys={"1": secrets.token_hex(32)},
            index_key=secrets.token_hex(32),
            superuser_password=secrets.token_urlsafe(24),
            owner_password=secrets.token_urlsafe(24),
            app_password=secrets.token_urlsafe(24),
        )
        try:
            descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:  # another process of ours was first
            return load()
        with os.fdopen(descriptor, "w", encoding="utf-8") as opened:
            json.dump(asdict(fresh), opened, indent=2)
        return fresh
    return Secrets(**json.loads(file.read_text("utf-8")))
