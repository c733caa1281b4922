"""How long a school's roll takes to preview, to apply and to bring up to date.

    python -m bench.imports [--rows 3000]

Times on one machine say nothing of another, so each stands beside the least that the same rows can
take there: reading the cells alone, and a bare COPY of the rows that the import wrote. Nothing is
asserted. The database is thrown away after.
"""

import argparse
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, TypeVar

import django
import python_calamine as calamine
from tools import test_cluster  # noqa: F401 (importing it starts a PostgreSQL)

if TYPE_CHECKING:
    from kehou.people.models import RollImport
    from kehou.platform.actors import Actor
    from kehou.schools.models import School

TABLES = ("people_person", "people_pupil", "people_guardianship", "people_rollmovement")
LIMIT_TAKEN_TIMES = 5
T = TypeVar("T")
CLASS_SIZE = 50
GRADES = tuple("一二三四五六")


@dataclass(frozen=True, slots=True)
class Timed:
    """One step beside its bare limit, in seconds."""

    step: str
    took: float
    limit: float


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.imports")
    parser.add_argument("--rows", type=int, default=3000, help="pupils on the roll (%(default)s)")
    asked = parser.parse_args(arguments)
    os.environ["DJANGO_SETTINGS_MODULE"] = "kehou.service.settings"
    django.setup()
    from tools import throwaway  # noqa: PLC0415 (after django.setup)

    throwaway.AtWork().move_to(throwaway.migrated())
    print(f"{asked.rows} pupils, each with a guardian; seconds")
    print(f"{'':34}{'took':>8}{'limit':>8}{'ratio':>8}")
    for timed in measured(asked.rows):
        ratio = timed.took / timed.limit
        print(f"{timed.step:34}{timed.took:8.2f}{timed.limit:8.3f}{ratio:8.1f}")
    return 0


def measured(rows: int) -> list[Timed]:
    """A first roll and its update next year's way: a class changed and a telephone, all round."""
    from django.db import transaction  # noqa: PLC0415 (after django.setup)

    from kehou.ordinance.roles import Role  # noqa: PLC0415 (the same)
    from kehou.people.testing import somebody  # noqa: PLC0415 (the same)
    from kehou.people.tests.rolls import a_roll  # noqa: PLC0415 (the same)
    from kehou.platform import reach  # noqa: PLC0415 (the same)

    with transaction.atomic(), reach.everywhere():
        school = _school(rows)
        office = somebody(Role.OFFICE, school)
        lines = _lines(rows)
        first, later = a_roll(*lines), a_roll(*map(_moved, lines))
        cells = _median_of(partial(_read_cells, first))
        preview, waiting = _timed(partial(_preview, office, school, first))
        apply, _ = _timed(partial(_apply, office, waiting))
        copy = _median_of(partial(_copy, _written_rows()))
        again, waiting = _timed(partial(_preview, office, school, later))
        update, _ = _timed(partial(_apply, office, waiting))
    return [
        Timed("preview (limit: cells read)", preview, cells),
        Timed("apply (limit: COPY)", apply, copy),
        Timed("preview again (limit: cells read)", again, cells),
        Timed("apply again (limit: COPY)", update, copy),
    ]


def _school(rows: int) -> "School":
    from kehou.schools.testing import a_class, a_school, the_term  # noqa: PLC0415 (the same)

    the_term()
    school = a_school()
    for number in range(1, rows // (CLASS_SIZE * len(GRADES)) + 2):
        for grade in range(1, len(GRADES) + 1):
            a_class(school, grade=grade, number=number)
    return school


def _lines(rows: int) -> list[list[str]]:
    from kehou.people.tests.rolls import a_line  # noqa: PLC0415 (the same)

    classes = [f"{GRADES[n % 6]}（{n // 6 // CLASS_SIZE + 1}）班" for n in range(rows)]
    return [
        a_line(f"林{chr(0x4E00 + n % 2000)}", class_name=c, adult=f"王{chr(0x4E00 + n % 2000)}")
        for n, c in enumerate(classes)
    ]


def _moved(line: list[str]) -> list[str]:
    """The same pupil in another grade, whose guardian may no longer collect."""
    grade = GRADES[(GRADES.index(line[3][0]) + 1) % len(GRADES)]
    return [*line[:3], grade + line[3][1:], *line[4:-1], "否"]


def _preview(office: "Actor", school: "School", content: bytes) -> "RollImport":
    from kehou.people.actions import preview_import  # noqa: PLC0415 (the same)
    from kehou.people.testing import AFTERNOON  # noqa: PLC0415 (the same)

    said = {"kind": "roll", "file_name": "roll.xlsx", "content": content}
    return preview_import(actor=office, at=AFTERNOON, school=school, **said)  # type: ignore[arg-type]


def _apply(office: "Actor", waiting: "RollImport") -> "RollImport":
    from kehou.people.actions import apply_import  # noqa: PLC0415 (the same)
    from kehou.people.testing import AFTERNOON  # noqa: PLC0415 (the same)

    return apply_import(actor=office, at=AFTERNOON, handed_in=waiting)


def _read_cells(content: bytes) -> None:
    with calamine.load_workbook(BytesIO(content)) as workbook:
        workbook.get_sheet_by_index(0).to_python()


def _written_rows() -> dict[str, bytes]:
    """What the import wrote, as COPY tells it."""
    from django.db import connection  # noqa: PLC0415 (after django.setup)

    told = {}
    with connection.cursor() as cursor:
        for table in TABLES:
            with cursor.connection.cursor().copy(f"COPY (SELECT * FROM {table}) TO STDOUT") as pipe:
                told[table] = b"".join(bytes(part) for part in pipe)
    return told


def _copy(told: dict[str, bytes]) -> None:
    """The rows into empty tables without keys, indexes, walls or anybody who looks at them."""
    from django.db import connection  # noqa: PLC0415 (after django.setup)

    with connection.cursor() as cursor:
        for table, rows in told.items():
            cursor.execute(f"CREATE TEMPORARY TABLE bare AS SELECT * FROM {table} LIMIT 0")
            with cursor.connection.cursor().copy("COPY bare FROM STDIN") as pipe:
                pipe.write(rows)
            cursor.execute("DROP TABLE bare")


def _timed(act: Callable[[], T]) -> tuple[float, T]:
    began = perf_counter()
    done = act()
    return perf_counter() - began, done


def _median_of(act: Callable[[], None]) -> float:
    return median(_timed(act)[0] for _ in range(LIMIT_TAKEN_TIMES))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
