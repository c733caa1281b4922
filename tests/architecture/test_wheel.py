"""What is installed without the repository: all that the service reads, and nothing else."""

import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

from tests.architecture.sources import PACKAGE, ROOT

VENDORED = ("htmx.min.js", "icons.svg", "stamp", "tabler.min.css", "tabler.min.js")


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names in a wheel built here: front end and translations are there from `make setup`."""
    (wheel,) = WheelBuilder(str(ROOT)).build(directory=str(tmp_path_factory.mktemp("wheel")))
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_it_holds_every_file_that_the_service_reads(held: set[str]) -> None:
    read = {
        str(Path("kehou", path.relative_to(PACKAGE)))
        for path in PACKAGE.rglob("*")
        if path.is_file() and not _is_of_tests(path) and "__pycache__" not in path.parts
    }

    assert {name for name in held if name.startswith("kehou/")} == read
    assert {f"kehou/web/static/vendor/{name}" for name in VENDORED} <= held


def test_each_language_file_comes_compiled(held: set[str]) -> None:
    worded = {name for name in held if name.endswith(".po")}

    assert worded
    assert {name.removesuffix(".po") + ".mo" for name in worded} <= held


def test_it_holds_the_command_and_the_licence_and_no_test(held: set[str]) -> None:
    ends = {name.partition(".dist-info/")[2] for name in held}

    assert {"entry_points.txt", "licenses/LICENSE"} <= ends
    assert [name for name in held if _is_of_tests(Path(name))] == []
    assert {name.split("/")[0].partition("-")[0] for name in held} == {"kehou"}


def _is_of_tests(path: Path) -> bool:
    return "tests" in path.parts or path.name == "testing.py"
