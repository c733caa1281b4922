import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kehou.service.tests.terminal import installation, kehou


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An installation with its database migrated and its first account opened."""
    with installation(tmp_path_factory.mktemp("installation")) as home:
        examined = kehou(home, "doctor")
        assert examined.returncode == 1, examined.stdout
        assert "mend: run `kehou appoint" in examined.stdout
        appointed = kehou(home, "appoint", "--login", "zhou.min", "--name", "周敏")
        assert appointed.returncode == 0, appointed.stderr
        assert re.search(r"one-time password  [a-z2-9-]{14}\n", appointed.stdout)
        yield home
