"""What a table should have: its columns, and how they are recognised in the files people have.

Headings differ by maker: 姓名, XM, xingming, "* 姓名（必填）", or 姓名 below a merged 监护人1.
A heading is compared by its letters and digits only; in a header of several rows first by all that
stands above one another, then by its lower part alone.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from kehou.ordinance.bilingual import Bilingual
from kehou.platform.workbook import cells
from kehou.platform.workbook.grid import Sheet, Value

T = TypeVar("T")

_NOTHING_TO_ADD = Bilingual("", "")
_HEADER_WITHIN_ROWS = 20
_HEADER_ROWS_MAX = 3
_RECOGNISED_LEAST = 2
_BRACKETS = re.compile(r"[(\[{〔【][^)\]}〕】]*[)\]}〕】]")
_MARKS = re.compile(r"必填|选填|必选|required|optional")

# A running number, and the column that our own file of faults adds: known, and not read.
_PASSED_OVER = frozenset({"序号", "xuhao", "no", "问题", "problem"})


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """One column: its name, its titles, what else it is called, and how its cells are read.

    `alone` are names that mean the column only where no other heading stands above them.
    `is_text` asks Excel to leave what is typed alone: no lost digits, no "1-1" turned into a date.
    """

    name: str
    title: Bilingual
    parse: Callable[[Value], T | None]
    aliases: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    is_required: bool = False
    about: Bilingual = _NOTHING_TO_ADD
    example: str = ""
    choices: tuple[str, ...] = ()
    is_text: bool = False


@dataclass(frozen=True, slots=True)
class Description:
    """A kind of table, what its sheet is called, and its columns."""

    title: Bilingual
    columns: tuple[Column[Any], ...]
    by_key: Mapping[str, Column[Any]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_key: dict[str, Column[Any]] = {}
        for column in self.columns:
            titles = (column.title.zh, column.title.en, *column.aliases, *column.alone)
            for said in {key_of(title) for title in titles}:
                assert said not in by_key, f"{column.name} and {by_key[said].name} share {said}"
                by_key[said] = column
        object.__setattr__(self, "by_key", by_key)


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of the sheet: where it stands, what is written there, what it was recognised as."""

    at: int
    title: str
    column: Column[Any] | None
    is_exact: bool = True


@dataclass(frozen=True, slots=True)
class Header:
    """The rows of headings, counted from 0, ends included."""

    top: int
    bottom: int
    headings: tuple[Heading, ...]

    @property
    def recognised(self) -> set[str]:
        return {heading.column.name for heading in self.headings if heading.column}

    @property
    def unknown(self) -> list[Heading]:
        return [
            heading
            for heading in self.headings
            if not heading.column and key_of(heading.title) not in _PASSED_OVER
        ]


def key_of(title: str) -> str:
    """A heading by its letters and digits: no blanks, stars, brackets, capitals or 必填."""
    folded = unicodedata.normalize("NFKC", title).casefold()
    return _MARKS.sub("", "".join(sign for sign in folded if sign.isalnum()))


def find_header(sheet: Sheet, description: Description) -> Header | None:
    """The rows that name most columns; among equals the fewest rows, and the upper."""
    depth = min(len(sheet.rows), _HEADER_WITHIN_ROWS)
    found = [
        _header(sheet, description, top, top + more)
        for more in range(_HEADER_ROWS_MAX)
        for top in range(depth - more)
    ]
    best = max(found, key=lambda header: len(header.recognised), default=None)
    if best is None or len(best.recognised) < min(_RECOGNISED_LEAST, len(description.columns)):
        return None
    return best


def _header(sheet: Sheet, description: Description, top: int, bottom: int) -> Header:
    width = max(len(row) for row in sheet.rows)
    stacks = [
        [cells.text(sheet.at(row, at)) or "" for row in range(top, bottom + 1)]
        for at in range(width)
    ]
    headings = tuple(
        _heading(at, stack, description) for at, stack in enumerate(stacks) if any(stack)
    )
    merged_down_to = [
        merged.bottom for merged in sheet.merged if merged.top <= bottom <= merged.bottom
    ]
    return Header(top, max(merged_down_to, default=bottom), _settled(headings))


def _heading(at: int, stack: Sequence[str], description: Description) -> Heading:
    parts = [part for i, part in enumerate(stack) if part and part not in stack[:i]]
    title = "/".join(parts)
    for begin in range(len(parts)):
        said = "".join(parts[begin:])
        for key in (key_of(said), key_of(_BRACKETS.sub("", said))):
            column = description.by_key.get(key)
            if column and (begin == 0 or key not in map(key_of, column.alone)):
                return Heading(at, title, column, is_exact=begin == 0)
    return Heading(at, title, None)


def _settled(headings: tuple[Heading, ...]) -> tuple[Heading, ...]:
    """A heading known by its lower part only gives way where another is known by all it says."""
    exact = {h.column.name for h in headings if h.column and h.is_exact}
    return tuple(
        Heading(h.at, h.title, None)
        if h.column and not h.is_exact and h.column.name in exact
        else h
        for h in headings
    )
