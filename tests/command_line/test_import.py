"""`kehou import` as somebody at a terminal meets it, on the workbooks that schools really send."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from kehou.people.testing import AFTERNOON
from kehou.people.tests.crooked_cells import CROOKED
from kehou.people.tests.rolls import a_line, a_roll
from kehou.platform.workbook.grid import read_workbook
from kehou.service.tests.terminal import kehou, python

SETTINGS = "kehou.service.settings"
CITY = """
from kehou.service import running
import json
with running.service():
    from kehou.platform import reach
    from kehou.ordinance.roles import Role
    from kehou.people.testing import a_person, an_account, appoint
    from kehou.schools.testing import a_class, a_school, the_term
    with reach.everywhere():
        the_term()
        school = a_school()
        for grade in range(1, 7):
            a_class(school, grade=grade, number=1)
        for role in (Role.OFFICE, Role.SCHOOL_FINANCE):
            person = a_person()
            appoint(person, role, school=school)
            an_account(person, login_name=role.value)
        print(json.dumps({"code": school.code, "name": school.name}))
"""
COUNT = """
from kehou.service import running
with running.service():
    from kehou.platform import reach
    from kehou.people.models import Pupil
    with reach.everywhere():
        print(*sorted(p.person.name for p in Pupil.objects.filter(on_roll_until=None)))
"""
Import = Callable[..., "CompletedProcess[str]"]


@pytest.fixture(scope="module")
def city(home: Path) -> dict[str, str]:
    made = python(home, "-c", CITY, DJANGO_SETTINGS_MODULE=SETTINGS)
    assert made.returncode == 0, made.stderr
    told: dict[str, str] = json.loads(made.stdout)
    return told


@pytest.fixture
def importing(home: Path, city: dict[str, str], tmp_path: Path) -> Import:
    """Import that content as the office, in the autumn of the tests' term."""
    shift = (AFTERNOON - datetime.now(UTC)).total_seconds()

    def ask(content: bytes, *words: str, by: str = "office") -> "CompletedProcess[str]":
        file = tmp_path / "roll.xlsx"
        file.write_bytes(content)
        named = ("--school", city["code"], "--as", "roll", "--by", by)
        return kehou(
            home,
            *("import", str(file), *named, *words),
            KEHOU_CLOCK_SHIFT_SECONDS=str(int(shift)),
        )

    return ask


def on_the_roll(home: Path) -> str:
    told = python(home, "-c", COUNT, DJANGO_SETTINGS_MODULE=SETTINGS)
    assert told.returncode == 0, told.stderr
    return told.stdout.splitlines()[0]


def test_a_preview_tells_what_would_be_and_writes_nothing(home: Path, importing: Import) -> None:
    shown = importing(a_roll(a_line("林预览")))

    assert shown.returncode == 0, shown.stderr
    assert "新增 1 · 变更 0" in shown.stdout
    assert "第2行 林预览 三（1）班" in shown.stdout
    assert "尚未写入任何内容" in shown.stdout
    assert "林预览" not in on_the_roll(home)


def test_a_roll_is_applied_changed_and_left(home: Path, importing: Import) -> None:
    stays, leaves = a_line("林留下"), a_line("林离开")
    first = importing(a_roll(stays, leaves), "--apply")
    moved = a_roll([*stays[:3], "四（1）班", *stays[4:]])
    shown = importing(moved)
    (number,) = (line.split()[0] for line in shown.stdout.splitlines() if "林离开" in line)

    left = importing(moved, "--apply", "--leaving", number)

    assert (first.returncode, left.returncode) == (0, 0), first.stderr + left.stderr
    assert "班级：三（1）班 → 四（1）班" in shown.stdout
    assert "已导入。" in left.stdout
    names = on_the_roll(home)
    assert "林留下" in names
    assert "林离开" not in names


@pytest.mark.parametrize("name", ["ids_as_numbers", "ids_that_are_wrong", "zip_bomb"])
def test_a_crooked_roll_is_told_fault_by_fault(name: str, importing: Import) -> None:
    shown = importing(CROOKED[name].make(), "--apply", "--language", "en")

    assert shown.returncode == 1, shown.stdout + shown.stderr
    for fault in CROOKED[name].faults:
        sheet, _, cell = fault.split()[-1].partition("!")
        if sheet and cell:
            assert f"{sheet} row {cell[1:]} column {cell[0]} " in shown.stdout
    assert "What is wrong:" in shown.stdout
    assert "Imported." not in shown.stdout


def test_the_good_lines_are_done_and_the_others_written_back(
    home: Path, importing: Import, tmp_path: Path
) -> None:
    others = tmp_path / "others.xlsx"
    content = a_roll(a_line("林良"), a_line("林误", phone="123"))

    done = importing(content, "--good-rows", str(others))
    again = importing(content, "--good-rows", str(others))

    assert done.returncode == 3, done.stderr
    (sheet,) = read_workbook(others)
    assert [row[0] for row in sheet.rows[1:]] == ["林误"]
    assert "不是完整的电话号码" in str(sheet.rows[1][-1])
    assert "林良" in on_the_roll(home)
    assert again.returncode == 2
    assert "已存在" in again.stderr


@pytest.mark.parametrize("by", ["school_finance", "nobody"])
def test_nobody_imports_who_does_not_keep_the_roll(by: str, importing: Import) -> None:
    refused = importing(a_roll(a_line()), "--apply", by=by)

    assert refused.returncode == 2
    assert f"{by} 不是" in refused.stderr


def test_a_school_or_a_file_that_is_not_there_is_said(
    home: Path, city: dict[str, str], tmp_path: Path
) -> None:
    named = ("--as", "roll", "--by", "office", "--language", "en")

    no_school = kehou(home, "import", "roll.xlsx", "--school", "1", *named)
    no_file = kehou(home, "import", "roll.xlsx", "--school", city["code"], *named)

    assert (no_school.returncode, no_file.returncode) == (2, 2)
    assert "No school has the code 1" in no_school.stderr
    assert "roll.xlsx cannot be read" in no_file.stderr
