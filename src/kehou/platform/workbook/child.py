"""Runs alone, a child with little memory and little time: a workbook in, its cells out as JSON.

Started by its path and importing nothing of ours, so that it begins quickly and carries no secret
of the service. Whatever a malicious file makes of the parser happens here and dies here.
"""

import json
import re
import resource
import sys
import zipfile
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as Tree

import python_calamine as calamine

MEMORY_BYTES_MAX = 512 * 1024 * 1024
CPU_SECONDS_MAX = 20
MERGED_RANGES_MAX = 2000
TEXT_CHARACTERS_MAX = 20_000_000

_CELL = re.compile(
    rb'<(?:\w+:)?c\s(?:[^>]*?\s)?r="([A-Z]+)(\d+)"([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)', re.DOTALL
)
_FORMULA = re.compile(rb"<(?:\w+:)?f\b[^>]*?(?:/>|>(.*?)</(?:\w+:)?f>)", re.DOTALL)
_RESULT = re.compile(rb"<(?:\w+:)?v\b[^>]*>(.*?)</(?:\w+:)?v>", re.DOTALL)
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class TooMuch(Exception):
    """The sheets hold more than any table of a school."""


def take_on_limits() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES_MAX, MEMORY_BYTES_MAX))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS_MAX, CPU_SECONDS_MAX))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def sheets_of(content: bytes, rows_max: int, columns_max: int) -> list[dict[str, Any]]:
    """Every sheet with its cells, merged ranges and what calamine cannot tell us."""
    found = []
    text_left = TEXT_CHARACTERS_MAX
    broken = _broken_cells(content) if content.startswith(b"PK") else {}
    with calamine.load_workbook(BytesIO(content)) as workbook:
        for at, sheet_seen in enumerate(workbook.sheets_metadata):
            if sheet_seen.typ != calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet = workbook.get_sheet_by_index(at)
            last_row, last_column = sheet.end or (0, 0)
            if last_row >= rows_max or last_column >= columns_max:
                raise TooMuch
            rows = [[_told(v) for v in row] for row in sheet.to_python(skip_empty_area=False)]
            text_left -= sum(len(v) for row in rows for v in row if isinstance(v, str))
            if text_left < 0:
                raise TooMuch
            found.append(
                {
                    "name": sheet_seen.name,
                    "is_hidden": sheet_seen.visible != calamine.SheetVisibleEnum.Visible,
                    "rows": rows,
                    "merged": (sheet.merged_cell_ranges or [])[:MERGED_RANGES_MAX],
                    "broken": broken.get(sheet_seen.name, []),
                }
            )
    return found


def _told(value: object) -> object:
    """One cell as JSON: text, number and yes/no as they are; the rest as [kind, written so]."""
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, datetime):
        return ["datetime", value.isoformat()]
    if isinstance(value, date):
        return ["date", value.isoformat()]
    if isinstance(value, time):
        return ["time", value.isoformat()]
    if isinstance(value, timedelta):
        return ["seconds", value.total_seconds()]
    return value


def _broken_cells(content: bytes) -> dict[str, list[tuple[str, int, str]]]:
    """Cells that show an error, or a formula whose result was never saved: calamine drops both."""
    found: dict[str, list[tuple[str, int, str]]] = {}
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for name, part in _parts_of_sheets(archive):
            sheet = archive.read(part)
            if b't="e"' in sheet or b"<f" in sheet or b":f>" in sheet:
                found[name] = list(_broken_in(sheet))
    return found


def _parts_of_sheets(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    parts = set(archive.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= parts:
        return []
    # The guard has refused every file that declares entities.
    relations = Tree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
    targets = {r.get("Id", ""): r.get("Target", "") for r in relations}
    found = []
    for element in Tree.fromstring(archive.read("xl/workbook.xml")).iter():  # noqa: S314
        if element.tag.endswith("}sheet"):
            target = targets.get(element.get(_RELATION, ""), "")
            part = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
            if part in parts:
                found.append((element.get("name", ""), part))
    return found


def _broken_in(sheet: bytes) -> list[tuple[str, int, str]]:
    found = []
    for letters, row, attributes, inside in _CELL.findall(sheet):
        result, formula = _RESULT.search(inside), _FORMULA.search(inside)
        is_error = b't="e"' in attributes
        if is_error or (formula and not result):
            shown = result[1] if is_error and result else b"=" + ((formula and formula[1]) or b"")
            found.append((letters.decode(), int(row), shown.decode(errors="replace")))
    return found


def main() -> None:
    """Read standard input within the limits and write what was found, or why not."""
    rows_max, columns_max = int(sys.argv[1]), int(sys.argv[2])
    try:
        sheets = sheets_of(sys.stdin.buffer.read(), rows_max, columns_max)
        answer = json.dumps({"sheets": sheets}, ensure_ascii=False)
    except TooMuch:
        answer = json.dumps({"refused": "too_many_cells"})
    except calamine.PasswordError:
        answer = json.dumps({"refused": "workbook_encrypted"})
    except (calamine.CalamineError, zipfile.BadZipFile, Tree.ParseError, ValueError):
        answer = json.dumps({"refused": "workbook_damaged"})
    except MemoryError:
        answer = json.dumps({"refused": "workbook_too_heavy"})
    sys.stdout.buffer.write(answer.encode())


if __name__ == "__main__":
    take_on_limits()
    main()
