import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehou.kernel.explained import Refused
from kehou.platform.workbook import cells
from kehou.platform.workbook.grid import Broken, Value


class Answer(StrEnum):
    OPEN = "open"
    SHUT = "shut"


answer = cells.one_of({Answer.OPEN: ("开", "open"), Answer.SHUT: ("关",)})

# Excel's moments know no time zone.
MIDNIGHT = datetime.fromisoformat("2015-03-01T00:00")

VALUES: st.SearchStrategy[Value] = st.one_of(
    st.none(),
    st.text(),
    st.text(alphabet="0123456789Xx-./:年月日 +（）()１２３Ee是否"),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
    st.builds(Broken, st.text()),
)
PARSERS = [
    cells.text,
    cells.compact,
    cells.short_text(5),
    cells.whole(1, 60),
    cells.day,
    cells.clock_time,
    cells.phone,
    cells.yes_no,
    cells.long_id,
    answer,
]


def code_for(parse: Callable[[Value], object], value: Value) -> str:
    with pytest.raises(Refused) as refused:
        parse(value)
    return refused.value.against[0].code


@pytest.mark.parametrize("parse", PARSERS)
@pytest.mark.parametrize("blank", [None, "", " ", "\u3000\u00a0\t", "\u200b\ufeff"])
def test_a_blank_is_nothing(parse: Callable[[Value], object], blank: Value) -> None:
    assert parse(blank) is None


@pytest.mark.parametrize("parse", PARSERS)
@given(value=VALUES)
def test_any_cell_is_read_or_refused(parse: Callable[[Value], object], value: Value) -> None:
    with suppress(Refused):
        parse(value)


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("　李 明\u00a0", "李 明"),
        ("ＡＢＣ１２３", "ABC123"),
        ("（一）", "(一)"),
        ("a\n b", "a b"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("\uf900", "豈"),
        ("'=1+1", "=1+1"),
        ("'s", "'s"),
        ('="0755"', "0755"),
        (12, "12"),
        (1.5, "1.5"),
        (True, "TRUE"),
        (False, "FALSE"),
        (date(2015, 3, 1), "2015-03-01"),
        (MIDNIGHT, "2015-03-01"),
        (MIDNIGHT + timedelta(hours=8, minutes=5), "2015-03-01 08:05"),
        (time(8, 5), "08:05"),
        (timedelta(hours=1), "1:00:00"),
        (Broken("#N/A"), "#N/A"),
    ],
)
def test_text_is_made_plain(value: Value, read: str) -> None:
    assert cells.text(value) == read


@given(st.text().filter(lambda text: not re.search("['\"]", cells.text(text) or "")))
def test_plain_text_stays_as_it_is(text: str) -> None:
    plain = cells.text(text)

    assert cells.text(plain) == plain


@pytest.mark.parametrize(
    "value",
    [
        *("2015-3-1", "2015/03/01", "2015.3.1", "20150301", "2015年3月1日", "2015年03月01号"),
        *("２０１５－０３－０１", "2015 - 3 - 1", "2015-03-01 00:00:00", "2015/3/1 0:00", "42064"),
        *(42064, 42064.0, 20150301, date(2015, 3, 1), MIDNIGHT + timedelta(hours=9)),
    ],
)
def test_a_day_is_read_however_it_is_written(value: Value) -> None:
    assert cells.day(value) == date(2015, 3, 1)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("2015", "not_a_day"),
        (2015, "not_a_day"),
        (True, "not_a_day"),
        ("15-3-1", "not_a_day"),
        ("2015-3", "not_a_day"),
        ("三月一日", "not_a_day"),
        ("2015-02-29", "no_such_day"),
        ("20151301", "no_such_day"),
        ("0015-03-01", "no_such_day"),
        ("2015-03-01 08:00", "not_a_day"),
    ],
)
def test_what_is_no_day_is_refused(value: Value, code: str) -> None:
    assert code_for(cells.day, value) == code


@given(st.dates(min_value=date(1930, 1, 1), max_value=date(2170, 1, 1)))
def test_every_way_to_write_a_day_says_the_same(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    written = [
        day.isoformat(),
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}.{day.month}.{day.day}",
        f"{day:%Y%m%d}",
        int(f"{day:%Y%m%d}"),
        f"{day.year}年{day.month}月{day.day}日",
        serial,
        float(serial),
        str(serial),
    ]

    assert {cells.day(value) for value in written} == {day}


@pytest.mark.parametrize(
    ("value", "read"),
    [("45", 45), ("４５人", 45), (45, 45), (45.0, 45), ("45.0", 45), (" 45 ", 45), ("+45", 45)],
)
def test_a_whole_number_is_read(value: Value, read: int) -> None:
    assert cells.whole(1, 60)(value) == read


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("四十五", "not_a_whole_number"),
        (45.5, "not_a_whole_number"),
        ("1,200", "not_a_whole_number"),
        (61, "number_out_of_range"),
        ("-1", "number_out_of_range"),
    ],
)
def test_what_is_no_whole_number_in_range_is_refused(value: Value, code: str) -> None:
    assert code_for(cells.whole(1, 60), value) == code


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("16:30", time(16, 30)),
        ("16：30", time(16, 30)),
        ("16:30:00", time(16, 30)),
        ("16点30分", time(16, 30)),
        ("1630", time(16, 30)),
        (1630, time(16, 30)),
        (830, time(8, 30)),
        (0.6875, time(16, 30)),
        (time(16, 30, 20), time(16, 30)),
    ],
)
def test_a_time_is_read_however_it_is_written(value: Value, read: time) -> None:
    assert cells.clock_time(value) == read


@pytest.mark.parametrize("value", ["24:00", "16:60", "下午四点半", 16, "2015-03-01"])
def test_what_is_no_time_is_refused(value: Value) -> None:
    assert code_for(cells.clock_time, value) == "not_a_time"


@given(st.times())
def test_a_fraction_of_a_day_is_its_minute(at: time) -> None:
    minutes = at.hour * 60 + at.minute
    if minutes:
        assert cells.clock_time(minutes / 1440) == time(at.hour, at.minute)


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (13912345678, "13912345678"),
        ("139 1234 5678", "13912345678"),
        ("139-1234-5678", "13912345678"),
        ("１３９１２３４５６７８", "13912345678"),
        ("+86 139 1234 5678", "13912345678"),
        ("8613912345678", "13912345678"),
        ("0086-13912345678", "13912345678"),
        ("0755-26001234", "0755-26001234"),
        ("075526001234", "0755-26001234"),
        ("(0755)26001234", "0755-26001234"),
        ("010-62345678", "010-62345678"),
        ("+86 755 2600 1234", "0755-26001234"),
        ("0755-26001234-801", "0755-26001234-801"),
        ("0755-26001234转801", "0755-26001234-801"),
        ("+852 9123 4567", "+85291234567"),
    ],
)
def test_a_phone_number_has_one_form(value: Value, read: str) -> None:
    assert cells.phone(value) == read
    assert cells.phone(read) == read


@pytest.mark.parametrize(
    "value",
    [
        *("1391234567", "139123456789", "12912345678", "26001234", 75526001234, "无", "+861234"),
        *("13912345678/13812345678", "+86"),
    ],
)
def test_what_is_no_whole_phone_number_is_refused(value: Value) -> None:
    assert code_for(cells.phone, value) == "not_a_phone"


@pytest.mark.parametrize(
    ("value", "read"),
    [
        *(("是", True), ("√", True), (1, True), ("Y", True), (True, True), ("可以", True)),
        *(("否", False), ("×", False), (0, False), ("n", False), (False, False), ("不可", False)),
    ],
)
def test_yes_and_no_are_read(value: Value, read: bool) -> None:
    assert cells.yes_no(value) is read


def test_perhaps_is_refused() -> None:
    assert code_for(cells.yes_no, "看情况") == "not_yes_or_no"


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("44030520150307001x", "44030520150307001X"),
        (" 440305 20150307 001X ", "44030520150307001X"),
        ("４４０３０５", "440305"),
        ("'440305", "440305"),
        ("`440305", "440305"),
    ],
)
def test_a_long_id_is_read_from_text(value: Value, read: str) -> None:
    assert cells.long_id(value) == read


@pytest.mark.parametrize(
    "value", [440305201503070000, 440305, 4.4e17, "4.40305E+17", "4.4e17", date(2015, 3, 7)]
)
def test_a_long_id_stored_as_a_number_has_lost_its_digits(value: Value) -> None:
    assert code_for(cells.long_id, value) == "digits_lost"


@given(st.integers(min_value=10**15, max_value=10**18))
def test_a_number_whose_digits_were_lost_is_shown_so(number: int) -> None:
    assert code_for(cells.long_id, cells.shown(number)) == "digits_lost"


def test_only_the_words_of_a_list_are_taken() -> None:
    assert answer("Open") is Answer.OPEN
    assert answer("关") is Answer.SHUT
    assert code_for(answer, "半开") == "not_in_the_list"


def test_text_that_has_no_room_is_refused() -> None:
    assert cells.short_text(2)("甲 ") == "甲"
    assert code_for(cells.short_text(2), "甲乙丙") == "text_too_long"


def test_a_cell_without_a_value_says_why() -> None:
    assert cells.broken(Broken("=A1")) == "result_not_saved"
    assert cells.broken(Broken("#REF!")) == "cell_has_error"
    assert cells.broken("#N/A") == "cell_has_error"
    assert cells.broken("N/A") is None
    assert cells.broken(3) is None
