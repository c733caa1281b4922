"""Workbooks for people to take away: tables, templates with a help page, faulty lines given back.

Whatever a cell says is written as text or as a number, never as a formula; and text that a
spreadsheet would take for a formula once it is saved as .csv is escaped with an apostrophe. Every
workbook that leaves the platform is written here, so there is no second place to escape in.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from typing import Any, TypeAlias

import xlsxwriter

from kehou.kernel.money import FEN_PER_YUAN, Money
from kehou.ordinance.bilingual import Bilingual
from kehou.ordinance.wording import say
from kehou.platform.clock import city_time
from kehou.platform.workbook import cells, guard
from kehou.platform.workbook.columns import Column, Description
from kehou.platform.workbook.grid import Value
from kehou.platform.workbook.tables import Fault, GivenBack

_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TEXT_CHARACTERS_MAX = 32_767
_SHEET_NAME_FORBIDS = re.compile(r"[\[\]:*?/\\]")
_SHEET_NAME_CHARACTERS_MAX = 31
_DROP_DOWN_CHARACTERS_MAX = 255
_WIDTH_LEAST, _WIDTH_MOST = 8, 40

# What a page can tell in a cell: whatever a cell can hold, and money.
Told: TypeAlias = Value | Money


_HELP = Bilingual("填写说明", "How to fill in")
_HELP_TITLES = (
    Bilingual("列", "Column"),
    Bilingual("是否必填", "Required"),
    Bilingual("填写内容", "What to enter"),
    Bilingual("示例", "Example"),
    Bilingual("可选内容", "Allowed"),
)
_REQUIRED = {True: Bilingual("必填", "required"), False: Bilingual("选填", "optional")}
_ANSWER = {True: Bilingual("是", "yes"), False: Bilingual("否", "no")}
_PROBLEM = Bilingual("问题", "Problem")


@dataclass(frozen=True, slots=True)
class Filled:
    """A table ready to be written: one sheet, its header and its lines."""

    name: str
    titles: Sequence[str]
    rows: Iterable[Sequence[Told]]


def escaped(text: str) -> str:
    """Text that no spreadsheet takes for a formula, without the signs no workbook can hold."""
    writable = _UNWRITABLE.sub("", text)[: _TEXT_CHARACTERS_MAX - 1]
    return f"'{writable}" if writable.startswith(_SIGNS) else writable


def write_table(
    name: str, titles: Sequence[str], rows: Iterable[Sequence[Told]], language: str
) -> bytes:
    """One sheet with a header and lines, for an office to work on. No clause: export."""
    return write_tables([Filled(name, titles, rows)], language)


def write_tables(tables: Iterable[Filled], language: str) -> bytes:
    """A sheet for each table, in their order. No clause: export."""
    with _Book(language) as book:
        for table in tables:
            book.add_sheet(table.name, table.titles, table.rows)
    return book.content


def write_template(description: Description, language: str) -> bytes:
    """An empty table to be filled in, with drop-downs and a page that explains each column."""
    titles = [
        column.title.say(language) + (" *" if column.is_required else "")
        for column in description.columns
    ]
    explained = [
        (
            column.title.say(language),
            _REQUIRED[column.is_required].say(language),
            column.about.say(language),
            column.example,
            "、".join(column.choices),
        )
        for column in description.columns
    ]
    with _Book(language) as book:
        sheet = book.add_sheet(description.title.say(language), titles, ())
        for at, column in enumerate(description.columns):
            book.prepare(sheet, at, column, titles[at])
        book.add_sheet(
            _HELP.say(language), [title.say(language) for title in _HELP_TITLES], explained
        )
    return book.content


def write_given_back(
    given_back: Iterable[GivenBack], faults: Iterable[Fault], language: str
) -> bytes:
    """The faulty lines as they came, each with its problems in words, to be mended."""
    problems: dict[tuple[str, int], list[str]] = defaultdict(list)
    for fault in faults:
        where = f"{fault.column} {fault.title}".strip()
        problems[fault.sheet, fault.row].append(f"{where}: {say(fault.reason, language)}")
    with _Book(language) as book:
        for sheet in given_back:
            lines = [
                (*_padded(values, len(sheet.titles)), "\n".join(problems[sheet.sheet, row]))
                for row, values in sheet.lines
            ]
            book.add_sheet(sheet.sheet, (*sheet.titles, _PROBLEM.say(language)), lines)
    return book.content


def _padded(values: Sequence[Value], width: int) -> list[Value]:
    return [*values[:width], *[None] * (width - len(values))]


class _Book:
    """A workbook being written, and its formats."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._buffer = BytesIO()
        self._workbook = xlsxwriter.Workbook(
            self._buffer,
            {"in_memory": True},
        )
        self._header = self._workbook.add_format(
            {"bold": True, "bg_color": "#E8EEF4", "border": 1, "text_wrap": True, "valign": "top"}
        )
        self._text = self._workbook.add_format({"num_format": "@"})
        self._wrapped = self._workbook.add_format({"text_wrap": True, "valign": "top"})
        self._day = self._workbook.add_format({"num_format": "yyyy-mm-dd"})
        self._moment = self._workbook.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        self._yuan = self._workbook.add_format({"num_format": "#,##0.00"})
        self._names: set[str] = set()

    def __enter__(self) -> "_Book":
        return self

    def __exit__(self, *_: object) -> None:
        self._workbook.close()

    @property
    def content(self) -> bytes:
        return self._buffer.getvalue()

    def add_sheet(self, name: str, titles: Sequence[str], rows: Iterable[Sequence[Told]]) -> Any:
        """A sheet with a frozen header; its columns as wide as what they hold, within reason."""
        sheet = self._workbook.add_worksheet(self._sheet_name(name))
        sheet.freeze_panes(1, 0)
        widths = [_width(title) for title in titles]
        for at, title in enumerate(titles):
            sheet.write_string(0, at, escaped(title), self._header)
        for row, values in enumerate(rows, start=1):
            for at, value in enumerate(values):
                self._write(sheet, row, at, value)
                widths[at] = max(widths[at], _width(_shown(value)))
        for at, width in enumerate(widths):
            sheet.set_column(at, at, width)
        return sheet

    def prepare(self, sheet: Any, at: int, column: Column[Any], title: str) -> None:
        """Make a column of a template hard to fill in wrongly."""
        is_day = column.parse is cells.day
        kept_as = self._text if column.is_text else self._day if is_day else None
        sheet.set_column(at, at, _width(title) + 4, kept_as)
        if column.choices and len(",".join(column.choices)) <= _DROP_DOWN_CHARACTERS_MAX:
            allowed = {"validate": "list", "source": list(column.choices), "ignore_blank": True}
            sheet.data_validation(1, at, guard.ROWS_MAX - 1, at, allowed)

    def _write(self, sheet: Any, row: int, at: int, value: Told) -> None:
        if value is None:
            return
        if isinstance(value, Money):
            # The one division of an amount: a sheet knows floats only. Below 10^15 fen, the nearest
            # float of an amount in yuan shows its two decimals exactly.
            sheet.write_number(row, at, value.fen / FEN_PER_YUAN, self._yuan)
        elif isinstance(value, bool):
            sheet.write_string(row, at, _ANSWER[value].say(self._language))
        elif isinstance(value, int | float) and cells.is_exact(value):
            sheet.write_number(row, at, value)
        elif isinstance(value, datetime) and value.tzinfo is not None:
            there = city_time(value).replace(second=0, microsecond=0, tzinfo=None)
            sheet.write_datetime(row, at, there, self._moment)
        elif isinstance(value, datetime) and value.time() != time():
            sheet.write_datetime(row, at, value, self._moment)
        elif isinstance(value, date):
            sheet.write_datetime(row, at, value, self._day)
        else:
            sheet.write_string(row, at, escaped(cells.shown(value)), self._wrapped)

    def _sheet_name(self, name: str) -> str:
        """A name that Excel takes: short, without its own signs, and of this sheet only."""
        allowed = _SHEET_NAME_FORBIDS.sub(" ", _UNWRITABLE.sub("", name)).strip("' ") or "Sheet"
        allowed = allowed[: _SHEET_NAME_CHARACTERS_MAX - 3].strip("' ")
        number = 1
        unique = allowed
        while unique.casefold() in self._names:
            number += 1
            unique = f"{allowed} {number}"
        self._names.add(unique.casefold())
        return unique


def _shown(value: Told) -> str:
    """About what a cell will show, to know how wide it is."""
    if isinstance(value, datetime) and value.tzinfo is not None:
        value = value.replace(tzinfo=None)
    return str(value) if isinstance(value, Money) else cells.shown(value)


def _width(text: str) -> int:
    """How many columns of plain letters a text takes; a Chinese character takes two."""
    longest = max((sum(1 + (ord(c) > 255) for c in t) for t in text.splitlines()), default=0)
    return min(max(longest + 2, _WIDTH_LEAST), _WIDTH_MOST)
