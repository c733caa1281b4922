"""The secrets of an installation are made once, and nobody else can read them."""

from pathlib import Path

import pytest

from kehou.platform.database import secrets


def test_secrets_are_made_once_and_readable_by_their_owner_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "safe" / "secrets.json"
    monkeypatch.setenv("KEHOU_SECRETS", str(file))

    first, again = secrets.load(), secrets.load()

    assert first == again
    assert file.stat().st_mode & 0o777 == 0o600
    assert {len(bytes.fromhex(key)) for key in (*first.seal_keys.values(), first.index_key)} == {32}


def test_two_installations_share_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    for name in ("one", "other"):
        monkeypatch.setenv("KEHOU_SECRETS", str(tmp_path / f"{name}.json"))
        safe = secrets.load()
        made += [safe.signing, safe.index_key, safe.seal_keys["1"]]
        made += [safe.superuser_password, safe.owner_password, safe.app_password]

    assert len(set(made)) == 12
