"""A table read line by line: what is right becomes rows, everything that is not is told at once."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, Generic, TypeVar, cast

from kehou.kernel.explained import Reason, Refused, refuse
from kehou.platform import progress
from kehou.platform.progress import Step
from kehou.platform.workbook import cells
from kehou.platform.workbook.columns import Column, Description, Header, find_header, key_of
from kehou.platform.workbook.grid import Sheet, Source, Value, letters, read_workbook

T = TypeVar("T")
R = TypeVar("R")

_PLACES_NAMED_MAX = 10
_HELP_SHEET = re.compile(r"说明|示例|样例|须知|字典|help|instruction|howto|example|guide")
_TOTAL = re.compile(r"(合计|总计|小计|共计|总数|total|subtotal|sum)([::].*|\d.*)?", re.IGNORECASE)
_REMARK = re.compile(
    r"(填表|填写|使用)?(说明|备注|注意|注|提示|须知)(事项)?([::;,.、].*|\d.*|$)"
    r"|(填表|制表|填报|审核|审批|负责|校长|经办|联系|复核)(人|者|单位|日期|签字|签名|电话)?[::].*"
    r"|(notes?|remarks?|instructions?)(:.*|$)",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, where, as shown in Excel; of the whole file when the sheet is empty text.

    `title` is the heading as the file has it. `value` may be personal: it goes to the page of
    whoever sent the file and never to a log.
    """

    sheet: str
    row: int
    column: str
    title: str
    value: str
    reason: Reason


# A note has the same shape; it stops nothing.
Note = Fault


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row came from: the sheet and Excel's row number."""

    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class GivenBack:
    """The lines of a sheet that have faults, as they came, to be mended and sent again."""

    sheet: str
    titles: tuple[str, ...]
    lines: tuple[tuple[int, tuple[Value, ...]], ...]


@dataclass(frozen=True, slots=True)
class Reading(Generic[R]):
    """Everything a file said: the rows without fault, all faults, notes, the faulty lines."""

    rows: tuple[R, ...]
    faults: tuple[Fault, ...] = ()
    notes: tuple[Note, ...] = ()
    given_back: tuple[GivenBack, ...] = ()
    lines: Mapping[Place, "Line"] = field(default_factory=dict, compare=False, repr=False)

    def remark(self, place: Place, column: Column[Any], value: str, reason: Reason) -> Fault:
        """What shows only beside what is known already, at the cell which the file has for it.

        A row that was read in another way than line by line has its place, and the value told.
        """
        if line := self.lines.get(place):
            return line.remark(column, reason)
        return Fault(place.sheet, place.row, "", column.title.zh, value, reason)


class Line:
    """One line being read. Its cells are parsed when it is made; further checks may add faults."""

    def __init__(self, sheet: Sheet, header: Header, at: int) -> None:
        self.place = Place(sheet.name, at + 1)
        self.faults: list[Fault] = []
        self.notes: list[Note] = []
        self._faulty: set[str] = set()
        self.cells = sheet.rows[at]
        self._headings = {h.column.name: h for h in header.headings if h.column}
        self._values = {
            heading.column.name: self._parsed(heading.column)
            for heading in header.headings
            if heading.column
        }

    def seen(self, column: Column[Any]) -> Value:
        """The cell as it was stored."""
        heading = self._headings.get(column.name)
        if heading is None or heading.at >= len(self.cells):
            return None
        return self.cells[heading.at]

    def __getitem__(self, column: Column[T]) -> T | None:
        return cast("T | None", self._values.get(column.name))

    def given(self, column: Column[T]) -> T:
        """The value of a required column, asked for only when the line has no fault."""
        value = self[column]
        assert value is not None, column.name
        return value

    def is_faulty(self, *columns: Column[Any]) -> bool:
        """Whether one of these columns has a fault already."""
        return any(column.name in self._faulty for column in columns)

    def against(self, column: Column[Any], reason: Reason) -> None:
        self._faulty.add(column.name)
        self.faults.append(self.remark(column, reason))

    def note(self, column: Column[Any], reason: Reason) -> None:
        self.notes.append(self.remark(column, reason))

    def read(self, column: Column[Value], parse: Callable[[Value], T | None]) -> T | None:
        """What a cell kept as stored means; what is refused is a fault of its column."""
        try:
            return parse(self[column])
        except Refused as refused:
            for reason in refused.against:
                self.against(column, reason)
            return None

    def _parsed(self, column: Column[T]) -> T | None:
        seen = self.seen(column)
        try:
            if code := cells.broken(seen):
                raise refuse(code)
            value = column.parse(seen)
            if value is None and column.is_required:
                raise refuse("value_missing")
        except Refused as refused:
            for reason in refused.against:
                self.against(column, reason)
            return None
        return value

    def remark(self, column: Column[Any], reason: Reason) -> Fault:
        heading = self._headings.get(column.name)
        """A remark on a cell of this line, named as the file names it."""
        return Fault(
            sheet=self.place.sheet,
            row=self.place.row,
            column=letters(heading.at) if heading else "",
            title=heading.title if heading else column.title.zh,
            value=cells.shown(self.seen(column)),
            reason=reason,
        )


class Table:
    """The lines of all sheets of a file, while they are being checked."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.faults: list[Fault] = []
        self.notes: list[Note] = []
        self._headers: dict[str, Header] = {}

    def read(
        self,
        source: Source,
        description: Description,
        read_otherwise: Callable[[Sheet], bool] = lambda _: False,
    ) -> None:
        """Take every sheet that has the header described, unless it was read in another way."""
        try:
            sheets = read_workbook(source)
        except Refused as refused:
            self.faults.extend(Fault("", 0, "", "", "", reason) for reason in refused.against)
            return
        wanted = sheets_to_read(sheets, self.notes)
        left = [sheet for sheet in wanted if not read_otherwise(sheet)]
        found = [(sheet, find_header(sheet, description)) for sheet in left]
        is_any_read = len(left) < len(wanted) or any(header for _, header in found)
        for sheet, header in found:
            if header:
                self._add_sheet(sheet, header, description)
            elif is_any_read:
                self.notes.append(Note(sheet.name, 0, "", "", "", Reason("sheet_not_read")))
            else:
                self.faults.append(_header_not_found(sheet, description))
        if not wanted:
            self.faults.append(Fault("", 0, "", "", "", Reason("workbook_empty")))
        elif not self.faults and not self.lines and len(left) == len(wanted):
            name, row = next((s.name, h.bottom + 1) for s, h in found if h)
            self.faults.append(Fault(name, row, "", "", "", Reason("no_rows")))

    def _add_sheet(self, sheet: Sheet, header: Header, description: Description) -> None:
        """Take the lines of a sheet whose header was found and is itself without fault."""
        for heading in header.unknown:
            self.notes.append(
                Note(
                    sheet.name,
                    header.bottom + 1,
                    letters(heading.at),
                    heading.title,
                    "",
                    Reason("column_not_read"),
                )
            )
        wrong = [*_missing(sheet, header, description), *_twice(sheet, header)]
        self.faults.extend(wrong)
        self._headers[sheet.name] = header
        if not wrong:
            self._add_lines(sheet, header)

    def _add_lines(self, sheet: Sheet, header: Header) -> None:
        repeated = {heading.at: key_of(heading.title) for heading in header.headings}
        columns = [heading.at for heading in header.headings if heading.column]
        lines = list(_lines_of(sheet, header.bottom + 1, columns))
        for at, remark in progress.over(Step.READING, lines):
            if remark:
                reason = Reason("line_passed_over")
                self.notes.append(Note(sheet.name, at + 1, "", "", remark, reason))
                continue
            # Printed lists repeat their headings on every page.
            seen = dict(enumerate(sheet.rows[at]))
            if any(key_of(cells.text(seen.get(i)) or "") != repeated[i] for i in columns):
                self.lines.append(Line(sheet, header, at))

    def forbid_twice(
        self, column: Column[Any], code: str, said: Callable[[Line], object | None] | None = None
    ) -> None:
        """Lines that say the same where they must differ: a fault on each, naming the others."""
        for same in self._alike(said or itemgetter(column)):
            for line in same:
                line.against(column, Reason(code, "", {"rows": _others(line, same)}))

    def note_twice(self, column: Column[Any], code: str) -> None:
        """Lines that happen to say the same: one note, at the first of them."""
        for same in self._alike(itemgetter(column)):
            same[0].note(column, Reason(code, "", {"rows": _others(same[0], same)}))

    def _alike(self, said: Callable[[Line], object | None]) -> list[list[Line]]:
        alike: dict[object, list[Line]] = defaultdict(list)
        for line in self.lines:
            if (what := said(line)) is not None:
                alike[what].append(line)
        return [lines for lines in alike.values() if len(lines) > 1]

    def reading(self, build: Callable[[Line], R]) -> Reading[R]:
        """Rows of the lines without fault; all faults and notes, in the order of the file."""
        faulty = [line for line in self.lines if line.faults]
        return Reading(
            rows=tuple(build(line) for line in self.lines if not line.faults),
            faults=(*self.faults, *(fault for line in faulty for fault in _in_order(line))),
            notes=_gathered([*self.notes, *(note for line in self.lines for note in line.notes)]),
            given_back=tuple(
                GivenBack(
                    sheet=sheet,
                    titles=_titles(header),
                    lines=tuple(
                        (line.place.row, line.cells) for line in faulty if line.place.sheet == sheet
                    ),
                )
                for sheet, header in self._headers.items()
                if any(line.place.sheet == sheet for line in faulty)
            ),
            lines={line.place: line for line in self.lines},
        )


def read_table(source: Source, description: Description) -> Table:
    """Read every sheet that has the header described; a file that is refused is one fault."""
    table = Table()
    table.read(source, description)
    return table


def sheets_to_read(sheets: Iterable[Sheet], notes: list[Note]) -> list[Sheet]:
    """The sheets that are seen and hold something; not the page that explains how to fill them."""
    filled = [s for s in sheets if any(cells.text(v) for row in s.rows for v in row)]
    notes.extend(Note(s.name, 0, "", "", "", Reason("sheet_hidden")) for s in filled if s.is_hidden)
    visible = [sheet for sheet in filled if not sheet.is_hidden]
    return [s for s in visible if not _HELP_SHEET.search(key_of(s.name))] or visible


def _header_not_found(sheet: Sheet, description: Description) -> Fault:
    wanted = tuple(_either(column) for column in description.columns if column.is_required)
    return Fault(sheet.name, 0, "", "", "", Reason("header_not_found", "", {"titles": wanted}))


def _missing(sheet: Sheet, header: Header, description: Description) -> list[Fault]:
    wanted = [column for column in description.columns if column.is_required]
    row = header.bottom + 1
    return [
        Fault(
            sheet.name,
            row,
            "",
            column.title.zh,
            "",
            Reason("column_missing", "", {"title": _either(column)}),
        )
        for column in wanted
        if column.name not in header.recognised
    ]


def _either(column: Column[Any]) -> str:
    """A heading in both languages, since a file may have either."""
    return f"{column.title.zh} / {column.title.en}"


def _twice(sheet: Sheet, header: Header) -> list[Fault]:
    found = []
    first: dict[str, int] = {}
    for heading in header.headings:
        if heading.column and first.setdefault(heading.column.name, heading.at) != heading.at:
            earlier = letters(first[heading.column.name])
            reason = Reason("column_twice", "", {"earlier": earlier})
            found.append(
                Fault(sheet.name, header.bottom + 1, letters(heading.at), heading.title, "", reason)
            )
    return found


def _lines_of(sheet: Sheet, begin: int, columns: Sequence[int]) -> Iterator[tuple[int, str]]:
    """The lines that hold something in a known column; a total or remark comes with its words."""
    are_remarks = False
    for at in range(begin, len(sheet.rows)):
        row = sheet.rows[at]
        if not any(i < len(row) and cells.text(row[i]) for i in columns):
            continue
        said = (text for value in row if (text := cells.text(value)))
        first = next(said)
        compact = first.replace(" ", "")
        is_remark = _REMARK.fullmatch(compact) is not None
        are_remarks = is_remark or (are_remarks and next(said, None) is None)
        yield at, first if are_remarks or _TOTAL.fullmatch(compact) else ""


def _in_order(line: Line) -> list[Fault]:
    return sorted(line.faults, key=lambda fault: (len(fault.column), fault.column))


def _titles(header: Header) -> tuple[str, ...]:
    titles = {heading.at: heading.title for heading in header.headings}
    return tuple(titles.get(at, "") for at in range(max(titles) + 1))


def _others(line: Line, same: Sequence[Line]) -> tuple[str, ...]:
    """The rows of the other lines, with the sheet's name where it is another sheet."""
    places = [
        str(other.place.row)
        if other.place.sheet == line.place.sheet
        else f"{other.place.sheet}!{other.place.row}"
        for other in same
        if other is not line
    ]
    more = ("…",) if len(places) > _PLACES_NAMED_MAX else ()
    return (*places[:_PLACES_NAMED_MAX], *more)


def _gathered(notes: Sequence[Note]) -> tuple[Note, ...]:
    """One note for the same remark on the same value: at its first row, with how many times."""
    first: dict[tuple[str, str, str, str], Note] = {}
    count: dict[tuple[str, str, str, str], int] = defaultdict(int)
    for note in notes:
        key = (note.sheet, note.column, note.reason.code, note.value)
        first.setdefault(key, note)
        count[key] += 1
    return tuple(
        Note(
            note.sheet,
            note.row,
            note.column,
            note.title,
            note.value,
            Reason(
                note.reason.code, note.reason.clause, {**note.reason.facts, "times": count[key]}
            ),
        )
        for key, note in first.items()
    )
