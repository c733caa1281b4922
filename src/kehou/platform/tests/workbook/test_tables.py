from dataclasses import dataclass

from openpyxl import Workbook

from kehou.platform.tests.workbook import files
from kehou.platform.tests.workbook.books import BOOKS, BOUGHT, NUMBER, PAGES, TITLE
from kehou.platform.workbook.tables import Fault, Line, Place, Reading, Table, read_table

HEADER = ("书名", "页数", "购入日期", "书号")


@dataclass(frozen=True)
class Book:
    place: Place
    title: str
    pages: int


def a_book(line: Line) -> Book:
    return Book(line.place, line.given(TITLE), line.given(PAGES))


def read(*rows: tuple[object, ...]) -> Reading[Book]:
    return read_table(files.workbook([HEADER, *rows], "书"), BOOKS).reading(a_book)


def told(faults: tuple[Fault, ...]) -> list[str]:
    return [f"{fault.reason.code} {fault.sheet}!{fault.column}{fault.row}" for fault in faults]


def test_reads_lines_into_rows_that_know_where_they_stood() -> None:
    reading = read(("西游记", 100), (None, None), ("红楼梦", "２００"))

    assert reading == Reading(
        (Book(Place("书", 2), "西游记", 100), Book(Place("书", 4), "红楼梦", 200))
    )


def test_tells_every_fault_of_every_line_at_once_and_gives_the_lines_back() -> None:
    reading = read((None, "许多", "昨天", 9787020000000), ("西游记", 100), ("红楼梦", 0))

    assert [book.title for book in reading.rows] == ["西游记"]
    assert told(reading.faults) == [
        "value_missing 书!A2",
        "not_a_whole_number 书!B2",
        "not_a_day 书!C2",
        "digits_lost 书!D2",
        "number_out_of_range 书!B4",
    ]
    assert reading.faults[1].value == "许多"
    assert reading.faults[1].title == "页数"
    (given_back,) = reading.given_back
    assert given_back.titles == HEADER
    assert [row for row, _ in given_back.lines] == [2, 4]


def test_passes_over_totals_and_remarks_and_says_so() -> None:
    reading = read(
        ("西游记", 100),
        (None, None),
        ("合 计", 100),
        ("共计：1本", None),
        ("说明：", None),
        ("1. 书名照封面填写", None),
        ("制表人：张敏", None, "日期：2025-9-1"),
    )

    assert len(reading.rows) == 1
    assert reading.faults == ()
    assert told(reading.notes) == [f"line_passed_over 书!{row}" for row in (4, 5, 6, 7, 8)]


def test_a_book_whose_title_begins_like_a_remark_is_a_book() -> None:
    reading = read(("说明文写作", 100), ("注音读物", 50), ("合计一百个故事", 10))

    assert len(reading.rows) == 3


def test_headings_printed_again_on_every_page_are_no_lines() -> None:
    assert len(read(("西游记", 100), HEADER, ("红楼梦", 200)).rows) == 2


def test_reads_every_sheet_with_the_header_and_tells_of_the_others() -> None:
    book = Workbook()
    book.active.title = "甲"
    for name in ("乙", "填写说明", "其他", "空", "隐藏"):
        book.create_sheet(name)
    for name in ("甲", "乙"):
        book[name].append(["书名", "页数"])
        book[name].append([f"{name}书", 1])
    book["填写说明"].append(["书名", "页数"])
    book["其他"].append(["电话"])
    book["隐藏"].append(["书名", "页数"])
    book["隐藏"].sheet_state = "hidden"

    reading = read_table(files.saved(book), BOOKS).reading(a_book)

    assert [row.title for row in reading.rows] == ["甲书", "乙书"]
    assert reading.faults == ()
    assert told(reading.notes) == ["sheet_hidden 隐藏!0", "sheet_not_read 其他!0"]


def test_a_sheet_called_like_a_help_page_is_read_if_there_is_no_other() -> None:
    content = files.workbook([["书名", "页数"], ["西游记", 1]], "说明")

    assert len(read_table(content, BOOKS).reading(a_book).rows) == 1


def test_faults_of_the_header_stop_the_sheet() -> None:
    content = files.workbook([["书名", "shuming", "出版社"], ["a", "b", "c"]], "书")

    reading = read_table(content, BOOKS).reading(a_book)

    assert told(reading.faults) == ["header_not_found 书!0"]
    content = files.workbook([["书名", "shuming", "书号"], ["a", "b", "c"]], "书")
    reading = read_table(content, BOOKS).reading(a_book)
    assert told(reading.faults) == ["column_missing 书!1", "column_twice 书!B1"]
    assert reading.faults[1].reason.facts == {"earlier": "A"}


def test_a_file_without_lines_is_a_fault() -> None:
    assert told(read().faults) == ["no_rows 书!1"]
    assert told(read_table(files.workbook([]), BOOKS).reading(a_book).faults) == [
        "workbook_empty !0"
    ]
    assert told(read_table(b"", BOOKS).reading(a_book).faults) == ["workbook_empty !0"]


def test_lines_that_must_differ_name_each_other() -> None:
    table = read_table(
        files.workbook([HEADER, *[("西游记", n) for n in range(1, 14)], ("红楼梦", 1)], "书"), BOOKS
    )

    table.forbid_twice(TITLE, "room_twice")
    reading = table.reading(a_book)

    assert [row.title for row in reading.rows] == ["红楼梦"]
    assert len(reading.faults) == 13
    others = tuple(str(row) for row in range(3, 13))
    assert reading.faults[0].reason.facts == {"rows": (*others, "…")}


def test_lines_of_two_sheets_name_each_other_with_the_sheet() -> None:
    book = Workbook()
    for sheet in (book.active, book.create_sheet("乙")):
        sheet.append(["书名", "页数"])
        sheet.append(["西游记", 1])
    table = read_table(files.saved(book), BOOKS)

    table.note_twice(TITLE, "namesakes")
    reading = table.reading(a_book)

    assert len(reading.rows) == 2
    (note,) = reading.notes
    assert note.reason.facts == {"rows": ("乙!2",), "times": 1}


def test_a_note_on_the_same_value_is_told_once_with_how_often() -> None:
    book = files.workbook([["书名", "页数", "作者"], ["a", 1, 2], ["b", 1, 2]], "书")

    (note,) = read_table(book, BOOKS).reading(a_book).notes

    assert told((note,)) == ["column_not_read 书!C1"]
    assert note.reason.facts == {"times": 1}


def test_a_sheet_read_in_another_way_is_left_to_it() -> None:
    table = Table()

    table.read(files.workbook([["甲"]]), BOOKS, lambda sheet: sheet.name == "名册")

    assert table.reading(a_book) == Reading(())


def test_a_line_tells_what_its_cells_held() -> None:
    (line,) = read_table(files.workbook([["书名", "页数"], ["西游记", 1]]), BOOKS).lines

    assert line.seen(PAGES) == 1
    assert line.seen(BOUGHT) is None
    assert line[NUMBER] is None
    assert not line.is_faulty(TITLE, PAGES)


def test_cells_that_show_errors_or_unsaved_formulas_are_faults() -> None:
    reading = read(("#N/A", "=1+1"))

    assert told(reading.faults) == ["cell_has_error 书!A2", "result_not_saved 书!B2"]
