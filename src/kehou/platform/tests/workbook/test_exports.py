"""Tables of pages taken away: every kind of cell, and never a formula."""

from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any

import pytest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from kehou.kernel.money import Money
from kehou.platform.workbook.exports import Listing, export_answer, is_export

SIGNS = "=+-@\t\r"


def written(*tables: Any) -> Any:
    return load_workbook(BytesIO(export_answer("list", *tables).content))


@given(st.sampled_from(SIGNS), st.text(max_size=40))
def test_what_begins_like_a_formula_never_is_one(sign: str, rest: str) -> None:
    typed = sign + rest
    listing: Listing[str] = Listing(typed, ((typed, lambda line: line),))

    (sheet,) = written(listing.of([typed])).worksheets

    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.value.startswith("'") for cell in cells)


@given(st.integers(-(10**13), 10**13))
def test_an_amount_shows_every_fen(fen: int) -> None:
    listing: Listing[Money] = Listing("yuan", (("yuan", lambda amount: amount),))

    (sheet,) = written(listing.of([Money(fen)])).worksheets

    cell = sheet.cell(2, 1)
    assert cell.number_format == "#,##0.00"
    assert f"{cell.value:,.2f}" == str(Money(fen))


def test_days_and_moments_are_real_and_told_by_the_clocks_of_the_city() -> None:
    moment = datetime(2026, 10, 14, 16, 30, 59, tzinfo=UTC)
    listing: Listing[datetime] = Listing(
        "times",
        (
            ("day", lambda at: at.date()),
            ("moment", lambda at: at),
            ("number", lambda at: "0012"),
            ("nothing", lambda at: None),
        ),
    )

    (sheet,) = written(listing.of([moment])).worksheets

    day, at, number, nothing = (cell.value for cell in sheet[2])
    assert day == datetime.combine(date(2026, 10, 14), time())
    assert at == datetime.fromisoformat("2026-10-15T00:30")
    assert (number, nothing) == ("0012", None)


def test_each_table_is_a_sheet_of_its_own_even_without_a_line() -> None:
    one: Listing[str] = Listing("one", (("title", str),))
    two: Listing[str] = Listing("two", (("title", str),))

    assert [sheet.title for sheet in written(one.of(()), two.of(["a"])).worksheets] == [
        *("one", "two")
    ]


@pytest.mark.parametrize(("asked", "is_one"), [("xlsx", True), ("csv", False), ("", False)])
def test_only_a_page_that_is_asked_for_its_tables_gives_them(asked: str, is_one: bool) -> None:
    assert is_export(RequestFactory().get("/", {"export": asked})) is is_one
    assert not is_export(RequestFactory().post(f"/?export={asked}"))
