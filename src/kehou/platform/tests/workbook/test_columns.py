import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehou.ordinance.bilingual import Bilingual
from kehou.platform.tests.workbook.books import BOOKS, PAGES, TITLE
from kehou.platform.workbook import cells
from kehou.platform.workbook.columns import Column, Description, Header, find_header, key_of
from kehou.platform.workbook.grid import Merged, Sheet, Value


def header_of(*rows: tuple[Value, ...], merged: tuple[Merged, ...] = ()) -> Header:
    header = find_header(Sheet("表", rows, merged), BOOKS)
    assert header is not None
    return header


def named(header: Header) -> list[str | None]:
    return [heading.column and heading.column.name for heading in header.headings]


@pytest.mark.parametrize(
    "title",
    [
        *(
            "书名",
            " 书 名 ",
            "*书名",
            "书名*",
            "书名（必填）",
            "书名：",
            "书名(全称)",
            "SM",
            "ｓｍ",
        ),
        *("ShuMing", "图书名称", "Title", "★书名【必填】", "书名 required"),
    ],
)
def test_a_heading_is_known_by_its_letters(title: str) -> None:
    assert named(header_of((title, "页数"))) == ["title", "pages"]


@given(st.text())
def test_a_key_has_letters_and_digits_only_and_stays(title: str) -> None:
    key = key_of(title)

    assert all(sign.isalnum() for sign in key)


def test_finds_the_header_below_titles_in_any_order_among_other_columns() -> None:
    header = header_of(
        ("图书馆2025年书目", None, None, None),
        (None, None, None, None),
        ("负责人：张敏", None, "共3本", None),
        ("序号", "页数", "出版社", "书名"),
        (1, 100, "某社", "西游记"),
    )

    assert (header.top, header.bottom) == (3, 3)
    assert named(header) == [None, "pages", None, "title"]
    assert [heading.title for heading in header.unknown] == ["出版社"]


def test_a_header_of_two_rows_is_known_by_both_and_by_its_lower_part() -> None:
    header = header_of(
        ("书目", None, None, None, None, None),
        ("书名", "基本信息", None, "经手人1", "经手人2", None),
        (None, "页数", "购入日期", "姓名", "姓名", "备注"),
        merged=(Merged(0, 0, 0, 5), Merged(1, 0, 2, 0), Merged(1, 1, 1, 2), Merged(1, 4, 1, 5)),
    )

    assert (header.top, header.bottom) == (1, 2)
    assert named(header) == ["title", "pages", "bought", "first_owner", "second_owner", None]
    assert [h.title for h in header.headings][-2:] == ["经手人2/姓名", "经手人2/备注"]


def test_headings_merged_down_end_where_they_end() -> None:
    header = header_of(
        ("书名", "页数"),
        (None, None),
        ("西游记", 1),
        merged=(Merged(0, 0, 1, 0), Merged(0, 1, 1, 1)),
    )

    assert (header.top, header.bottom) == (0, 1)


def test_a_heading_known_by_half_gives_way_to_one_known_by_all() -> None:
    header = header_of(("书名", "页数", "附件"), (None, None, "书名"))

    assert named(header) == ["title", "pages", None]


def test_a_sheet_without_two_known_columns_has_no_header() -> None:
    assert find_header(Sheet("表", (("书名", "作者"), ("西游记", "吴承恩"))), BOOKS) is None
    assert find_header(Sheet("表", ()), BOOKS) is None


def test_a_table_of_one_column_needs_only_that() -> None:
    description = Description(Bilingual("书名", "Titles"), (TITLE,))

    assert find_header(Sheet("表", (("书名",),)), description) is not None


def test_two_columns_of_a_table_never_share_a_name() -> None:
    other = Column("other", Bilingual("标题", "Heading"), cells.text, aliases=("书名",))

    with pytest.raises(AssertionError, match="书名"):
        Description(Bilingual("书", "Books"), (TITLE, PAGES, other))
