from datetime import date, datetime, time
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from kehou.platform.tests.workbook import files
from kehou.platform.tests.workbook.books import BOOKS, TITLE
from kehou.platform.workbook import cells, guard
from kehou.platform.workbook.grid import Value, read_workbook
from kehou.platform.workbook.tables import read_table
from kehou.platform.workbook.writing import (
    escaped,
    write_given_back,
    write_table,
    write_template,
)

SIGNS = "=+-@\t\r\n＝＋－＠"


def cells_of(content: bytes) -> list[tuple[Value, ...]]:
    (sheet,) = read_workbook(content)
    return list(sheet.rows)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(min_size=1), min_size=20, max_size=40))
def test_no_text_becomes_a_formula_and_none_is_lost(texts: list[str]) -> None:
    lines = [[text, sign + text] for text in texts for sign in SIGNS]

    content = write_table("导出", ["甲", "乙"], lines, "zh")

    sheet = load_workbook(BytesIO(content)).active
    written = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in written} == {"s"}
    read = [row for row in cells_of(content)[1:] if row != (None, None)]
    assert read == [tuple(escaped(text) or None for text in line) for line in lines]


@given(st.text())
def test_an_escaped_text_is_read_as_the_text_it_was(text: str) -> None:
    assert cells.text(escaped(text)) == cells.text(text)


@pytest.mark.parametrize("sign", SIGNS)
def test_a_formula_sign_at_the_beginning_is_escaped(sign: str) -> None:
    assert escaped(f"{sign}1+1") == f"'{sign}1+1"
    assert escaped(f"1{sign}1") == f"1{sign}1"


def test_text_longer_than_a_cell_is_cut() -> None:
    assert len(escaped("=" * 40_000)) == 32_767


def test_a_table_keeps_kinds_and_freezes_its_header() -> None:
    moment = datetime.fromisoformat("2025-09-01T08:30")
    row: list[Value] = ["李明", 12, 1.5, date(2025, 9, 1), moment, True, None, 10**17, time(8, 5)]

    content = write_table("名单/一班", [f"列{i}" for i in range(len(row))], [row], "zh")

    sheet = load_workbook(BytesIO(content)).active
    assert sheet.title == "名单 一班"
    assert sheet.freeze_panes == "A2"
    assert cells_of(content)[1] == (
        *("李明", 12, 1.5, date(2025, 9, 1), moment),
        *("是", None, "1.00000000000000E+17", "08:05"),
    )


def test_sheet_names_are_made_acceptable_and_unique() -> None:
    rows = [("书名", "页数"), ("a", 0)]
    long = "一" * 31
    book = load_workbook(BytesIO(files.workbook(rows, long)))
    for name in ("一" * 28 + "二", "'引号"):
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    reading = read_table(files.saved(book), BOOKS).reading(lambda line: line.given(TITLE))

    content = write_given_back(reading.given_back, reading.faults, "en")

    assert load_workbook(BytesIO(content)).sheetnames == ["一" * 28, "一" * 28 + " 2", "引号"]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_template_explains_itself_and_is_read_back(language: str) -> None:
    content = write_template(BOOKS, language)

    book = load_workbook(BytesIO(content))
    table, help_page = book.worksheets
    titles = [cell.value for cell in table[1]]
    assert titles[0] == ("书名 *" if language == "zh-hans" else "Title *")
    assert help_page.max_row == len(BOOKS.columns) + 1
    assert [cell.value for cell in help_page[2]][:4] == (
        ["书名", "必填", "封面上的书名", "西游记"]
        if language == "zh-hans"
        else ["Title", "required", "As on the cover", "西游记"]
    )
    assert table.column_dimensions["D"].number_format == "@"
    assert table.column_dimensions["C"].number_format == "yyyy-mm-dd"
    (drop_down,) = table.data_validations.dataValidation
    assert (str(drop_down.sqref), drop_down.formula1) == (f"E2:E{guard.ROWS_MAX}", '"是,否"')
    reading = read_table(content, BOOKS).reading(lambda line: line)
    assert [fault.reason.code for fault in reading.faults] == ["no_rows"]
    assert reading.notes == ()


def test_faulty_lines_come_back_with_their_problems_and_are_refused_again() -> None:
    rows = [
        ("书名", "页数", "购入日期", "书号", "外借", "备注"),
        ("好书", 1, date(2025, 9, 1), "978", "是", "=不要"),
        (None, "=1+1", "昨天", 9787020000000123, True, "=要"),
        ("坏书", 1.5, date(2025, 9, 2), "978", None, None),
    ]
    first = read_table(files.workbook(rows, "书"), BOOKS).reading(lambda line: line.given(TITLE))

    content = write_given_back(first.given_back, first.faults, "zh")
    again = read_table(content, BOOKS).reading(lambda line: line.given(TITLE))

    header, *lines = cells_of(content)
    assert header == (*rows[0], "问题")
    assert len(lines) == 2
    assert str(lines[0][-1]).splitlines()[0] == "A 书名: 这里是必填项，但没有内容。请补填。"
    assert [(f.column, f.reason.code) for f in first.faults] == [
        ("A", "value_missing"),
        ("B", "result_not_saved"),
        ("C", "not_a_day"),
        ("D", "digits_lost"),
        ("B", "not_a_whole_number"),
    ]
    assert [f.reason.code for f in again.faults] == [
        *("value_missing", "not_a_whole_number", "not_a_day", "digits_lost", "not_a_whole_number")
    ]
