from contextlib import suppress
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from kehou.kernel.explained import Refused
from kehou.platform.tests.workbook import files
from kehou.platform.workbook import grid, guard
from kehou.platform.workbook.grid import Broken, Merged, Sheet, Value, letters, read_workbook

# Excel's moments know no time zone.
HALF_PAST_EIGHT = datetime.fromisoformat("2015-03-01T08:30")


def only(content: bytes) -> Sheet:
    (sheet,) = read_workbook(content)
    return sheet


def code_for(source: bytes | Path) -> str:
    with pytest.raises(Refused) as refused:
        read_workbook(source)
    return refused.value.against[0].code


@pytest.mark.parametrize(
    ("stored", "read"),
    [
        ("李明", "李明"),
        (" 李 ", " 李 "),
        ("𠮷", "𠮷"),
        ("", None),
        (None, None),
        (101, 101),
        (1.1, 1.1),
        (4.40301201503078e17, int(4.40301201503078e17)),
        (True, True),
        (date(2015, 3, 1), date(2015, 3, 1)),
        (HALF_PAST_EIGHT, HALF_PAST_EIGHT),
        (time(16, 30), time(16, 30)),
        (timedelta(hours=30), timedelta(hours=30)),
        ("#N/A", Broken("#N/A")),
        ("=1+1", Broken("=1+1")),
    ],
)
def test_a_cell_keeps_its_kind(stored: object, read: Value) -> None:
    sheet = only(files.workbook([["标题", stored, "末"]]))

    assert sheet.rows == (("标题", read, "末"),)
    assert type(sheet.rows[0][1]) is type(read)


def test_rows_and_columns_are_those_that_excel_shows() -> None:
    book = Workbook()
    book.active["C4"] = "姓名"
    book.active["E6"] = "=A1"

    sheet = only(files.saved(book))

    assert sheet.at(3, 2) == "姓名"
    assert sheet.at(5, 4) == Broken("=A1")
    assert sheet.at(0, 0) is None
    assert sheet.at(99, 99) is None
    assert [letters(column) for column in (0, 2, 25, 26, 59)] == ["A", "C", "Z", "AA", "BH"]


def test_a_merged_range_is_seen_everywhere_and_filled_down_its_column() -> None:
    book = Workbook()
    for row in (
        ["监护人", None, "班级"],
        ["姓名", "电话", None],
        [1, 2, "一（1）班"],
        [3, 4, None],
    ):
        book.active.append(row)
    book.active.merge_cells("A1:B1")
    book.active.merge_cells("C1:C2")
    book.active.merge_cells("C3:C4")

    sheet = only(files.saved(book))

    assert set(sheet.merged) == {Merged(0, 0, 0, 1), Merged(0, 2, 1, 2), Merged(2, 2, 3, 2)}
    assert (sheet.at(0, 1), sheet.at(1, 2)) == ("监护人", "班级")
    assert [row[2] for row in sheet.rows] == ["班级", "班级", "一（1）班", "一（1）班"]
    assert sheet.rows[0][1] is None


def test_hidden_sheets_are_told_apart_and_charts_left_out() -> None:
    book = Workbook()
    book.active.append(["姓名"])
    book.create_sheet("字典").sheet_state = "hidden"
    book.create_chartsheet("图")

    sheets = read_workbook(files.saved(book))

    assert [(sheet.name, sheet.is_hidden) for sheet in sheets] == [("Sheet", False), ("字典", True)]


def test_reads_the_old_format() -> None:
    sheet = only(files.xls([["姓名", "年龄"], ["李明", 10.0], [None, 1.5]], "一班"))

    assert sheet.name == "一班"
    assert sheet.rows == (("姓名", "年龄"), ("李明", 10), (None, 1.5))


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_reads_text_files_in_the_codes_of_excel_and_wps(codec: str, delimiter: str) -> None:
    lines = [["姓名", "备注"], ["张𠮷", '"说"，好'], ["李", ""]]
    text = "\r\n".join(
        delimiter.join('"' + cell.replace('"', '""') + '"' if cell else "" for cell in line)
        for line in lines
    )

    sheet = only(text.encode(codec))

    assert sheet.rows == (("姓名", "备注"), ("张𠮷", '"说"，好'), ("李", None))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xff\xfea", "not_a_workbook"),
        (b"\x80\xff\xff", "not_a_workbook"),
        (b'a,"' + b"b" * 200_000, "workbook_damaged"),
        (b"a\n" * (guard.ROWS_MAX + 1), "too_many_cells"),
        (b"," * guard.COLUMNS_MAX, "too_many_cells"),
        (files.xls([["x"] + [None] * 59 + ["y"]]), "too_many_cells"),
        (files.compound_file({"Workbook": b"nonsense"}), "workbook_damaged"),
        (files.packed("<worksheet><sheetData>"), "workbook_damaged"),
    ],
)
def test_refuses_what_cannot_be_read(content: bytes, code: str) -> None:
    assert code_for(content) == code


def test_reads_a_file_by_its_path_unless_it_is_too_large(tmp_path: Path) -> None:
    small, large = tmp_path / "small.xlsx", tmp_path / "large.xlsx"
    small.write_bytes(files.workbook([["姓名"]]))
    with large.open("wb") as file:
        file.truncate(guard.CONTENT_BYTES_MAX + 1)

    assert read_workbook(small)[0].rows == (("姓名",),)
    assert code_for(large) == "workbook_too_large"


def test_refuses_more_text_than_a_school_has() -> None:
    shared = f"<si><t>{'长' * 30_000}</t></si>"
    rows = "".join(f'<row r="{r}"><c r="A{r}" t="s"><v>0</v></c></row>' for r in range(1, 701))

    assert code_for(files.packed(files.sheet_xml(rows), shared)) == "too_many_cells"


def test_a_value_left_below_a_merged_cell_ends_the_filling() -> None:
    texts = "".join(
        f'<row r="{row}"><c r="A{row}"{value}</row>'
        for row, value in ((1, "><v>1</v></c>"), (2, "/>"), (3, "><v>3</v></c>"), (4, "/>"))
    )
    merged = '<mergeCells count="1"><mergeCell ref="A1:A4"/></mergeCells></worksheet>'
    sheet = files.sheet_xml(texts + '<row r="4"><c r="B4"><v>0</v></c></row>')

    rows = only(files.packed(sheet.replace("</worksheet>", merged))).rows

    assert [row[0] for row in rows] == [1, 1, 3, None]


def test_a_reading_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grid, "_SECONDS_MAX", 0)

    assert code_for(files.workbook([["姓名"]])) == "workbook_too_heavy"


@pytest.mark.parametrize(
    "content",
    [
        files.workbook([["姓名", 1], ["李明", date(2015, 3, 1)]]),
        files.packed(files.sheet_xml('<row r="1"><c r="A1" t="e"><v>#N/A</v></c></row>')),
        files.xls([["姓名", 1.0], ["李明", 2.0]]),
        "姓名,年龄\n李明,10\n".encode("gb18030"),
    ],
    ids=["xlsx", "by hand", "xls", "csv"],
)
@settings(max_examples=20, deadline=None)
@given(spoilt=st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1))
def test_a_spoilt_file_is_read_or_refused(content: bytes, spoilt: list[tuple[int, int]]) -> None:
    bytes_sent = bytearray(content)
    for at, byte in spoilt:
        bytes_sent[at % len(content)] = byte

    with suppress(Refused):
        read_workbook(bytes(bytes_sent))
