"""Sheets as Excel shows them: each cell keeps the kind in which it was stored.

The kind matters: an identity number stored as a number has lost its last digits, a class name
stored as a date was once "1-1". So nothing is turned into text here; `cells` does, with reasons.
"""

import csv
import json
import subprocess
import sys
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import StringIO
from pathlib import Path
from typing import Any, TypeAlias, cast

from kehou.kernel.explained import refuse
from kehou.platform.workbook import child, guard

_SECONDS_MAX = 30
_DELIMITERS = ",\t;"
_UNICODE_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


@dataclass(frozen=True, slots=True)
class Broken:
    """A cell without a value: it shows an error (#N/A), or its formula's result was not saved."""

    shown: str


Value: TypeAlias = str | int | float | bool | date | time | timedelta | Broken | None
Source: TypeAlias = Path | bytes


@dataclass(frozen=True, slots=True)
class Merged:
    """A range of cells that shows one value; rows and columns count from 0, ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. `rows[0]` is Excel's row 1; an empty cell is None."""

    name: str
    rows: tuple[tuple[Value, ...], ...]
    merged: tuple[Merged, ...] = ()
    is_hidden: bool = False

    def at(self, row: int, column: int) -> Value:
        """The value that is seen there: in a merged range that of its first cell."""
        for merged in self.merged:
            if merged.top <= row <= merged.bottom and merged.left <= column <= merged.right:
                row, column = merged.top, merged.left
                break
        if row >= len(self.rows) or column >= len(self.rows[row]):
            return None
        return self.rows[row][column]


def letters(column: int) -> str:
    """The letters under which Excel shows a column, counted from 0."""
    shown = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        shown = chr(ord("A") + rest) + shown
    return shown


def read_workbook(source: Source) -> tuple[Sheet, ...]:
    """Read the sheets of an .xlsx, .xls or .csv file, or refuse it. No clause: security."""
    if isinstance(source, Path):
        if source.stat().st_size > guard.CONTENT_BYTES_MAX:
            raise refuse("workbook_too_large", most_megabytes=guard.CONTENT_BYTES_MAX // 1024**2)
        source = source.read_bytes()
    if guard.inspect(source) is guard.Format.CSV:
        return (_read_csv(source),)
    return tuple(_sheet(told) for told in _parse_in_a_child(source))


def _parse_in_a_child(content: bytes) -> list[dict[str, Any]]:
    command = [sys.executable, "-I", child.__file__, str(guard.ROWS_MAX), str(guard.COLUMNS_MAX)]
    try:
        # The command is ours; what was sent to us goes in as bytes on standard input. The empty
        # environment keeps the service's secrets out of the child.
        ended = subprocess.run(
            command, input=content, capture_output=True, timeout=_SECONDS_MAX, env={}, check=False
        )
    except subprocess.TimeoutExpired as expired:
        raise refuse("workbook_too_heavy") from expired
    if ended.returncode:
        # Ended by a signal when it met a limit; by an error of its own where the parser fell over.
        raise refuse("workbook_too_heavy" if ended.returncode < 0 else "workbook_damaged")
    answer: dict[str, Any] = json.loads(ended.stdout)
    if answer.get("refused") == "too_many_cells":
        raise guard.too_many_cells()
    if "refused" in answer:
        raise refuse(answer["refused"])
    sheets: list[dict[str, Any]] = answer["sheets"]
    return sheets


def _sheet(told: dict[str, Any]) -> Sheet:
    rows: list[list[Value]] = [[_value(cell) for cell in row] for row in told["rows"]]
    for column_letters, row, shown in told["broken"]:
        column = guard.column_number(column_letters) - 1
        _grow(rows, row, column + 1)
        rows[row - 1][column] = Broken(shown)
    merged = tuple(Merged(*start, *end) for start, end in told["merged"])
    _fill_down(rows, merged)
    return Sheet(
        name=told["name"],
        rows=tuple(tuple(row) for row in rows),
        merged=merged,
        is_hidden=told["is_hidden"],
    )


def _fill_down(rows: list[list[Value]], merged: tuple[Merged, ...]) -> None:
    """A cell merged down its column, as a class beside all its pupils, says so in every line."""
    for area in merged:
        if area.left == area.right and area.top < len(rows) and area.left < len(rows[area.top]):
            for row in rows[area.top + 1 : area.bottom + 1]:
                if area.left >= len(row) or row[area.left] is not None:
                    break
                row[area.left] = rows[area.top][area.left]


def _grow(rows: list[list[Value]], height: int, width: int) -> None:
    """Make room for a cell that lies outside everything that has a value."""
    rows.extend([] for _ in range(height - len(rows)))
    rows[height - 1].extend([None] * (width - len(rows[height - 1])))


def _value(told: Any) -> Value:
    if isinstance(told, list):
        kind, written = told
        return cast(Value, _KINDS[kind](written))
    return None if told == "" else cast(Value, told)


_KINDS: dict[str, Any] = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "seconds": lambda seconds: timedelta(seconds=seconds),
}


def _read_csv(content: bytes) -> Sheet:
    text = _decoded(content)
    first_lines = "\n".join(text.splitlines()[:20])
    delimiter = max(_DELIMITERS, key=first_lines.count)
    rows: list[tuple[Value, ...]] = []
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=delimiter):
            if len(rows) == guard.ROWS_MAX or len(row) > guard.COLUMNS_MAX:
                raise guard.too_many_cells()
            rows.append(tuple(cell or None for cell in row))
    except csv.Error as broken:
        raise refuse("workbook_damaged") from broken
    return Sheet(name="CSV", rows=tuple(rows))


def _decoded(content: bytes) -> str:
    """What Excel and WPS write: UTF-8 or UTF-16 with their mark, else GB18030."""
    marked = [codec for mark, codec in _UNICODE_MARKS.items() if content.startswith(mark)]
    for codec in marked or ("utf-8", "gb18030"):
        try:
            return content.decode(codec)
        except UnicodeDecodeError:
            continue
    raise refuse("not_a_workbook")
