from collections.abc import Iterator
from pathlib import Path

import pytest

from kehou.service.tests.terminal import installation


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with installation(tmp_path_factory.mktemp("installation")) as home:
        yield home
