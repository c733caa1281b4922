"""What a cell means: text, numbers, days, times, telephones, yes and no, long identity numbers.

Each parser takes a cell as it was stored and answers with a value, with None for a blank, or with a
reason. None of them guesses: what can be read in two ways is refused with what to do about it.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TypeVar

from kehou.kernel.explained import refuse
from kehou.platform.workbook.grid import Broken, Value

E = TypeVar("E", bound=StrEnum)

# Control signs, zero-width marks, joiners, direction marks and the byte order mark: pasted along,
# never seen.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]"
)
_ERRORS = frozenset(
    {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"}
)
# Some systems write ="0123" into a .csv so that Excel keeps the text.
_TEXT_FORMULA = re.compile(r'="([^"]*)"')
_SPACES = re.compile(r"\s+")
_FORMULA_SIGNS = "=+-@\t\r\n"
_EXACT_BELOW = 1e15
_SCIENTIFIC = re.compile(r"[\d.]+E\+?\d+", re.IGNORECASE)

_DAY_ZERO = date(1899, 12, 30)
# Serials below stand for days before May 1927; here they are years or counts in the wrong column.
_SERIAL_LEAST = 10_000
_SERIAL_MOST = (date(2199, 12, 31) - _DAY_ZERO).days
_YEAR_LEAST = 1900
_SPLIT_DAY = re.compile(
    r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})[日号]?(?: ?0{1,2}:00(?::00)?)?"
)
_PACKED_DAY = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_SERIAL = re.compile(r"[1-9][0-9]{4}")

_SPLIT_TIME = re.compile(r"([0-9]{1,2})[:点时]([0-9]{2})(?::00|分)?")
_PACKED_TIME = re.compile(r"([0-9]{1,2})([0-9]{2})")
_MINUTES_A_DAY = 24 * 60

_WHOLE = re.compile(r"([+-]?[0-9]{1,9})(?:\.0+)?[人名座个]?")

_ABROAD = re.compile(r"\+[1-9][0-9]{6,14}")
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_LANDLINE = re.compile(
    r"(010|02[0-9]|0[3-9][0-9]{2})([0-9]{7,8})(?:(?:转|ext\.?|#)([0-9]{1,6}))?", re.IGNORECASE
)
_DASHED_EXTENSION = re.compile(r"(?<=[0-9]{7})-([0-9]{1,6})$")

_YES = frozenset({"是", "有", "可", "可以", "√", "✓", "✔", "☑", "1", "y", "yes", "true", "t", "对"})
_NO = frozenset(
    {"否", "无", "不", "不可", "不可以", "×", "✗", "✘", "x", "0", "n", "no", "false", "f"}
)


def text(value: Value) -> str | None:
    """One line of text, its full-width signs made plain, unseen marks and edges removed."""
    plain = unicodedata.normalize("NFKC", _UNSEEN.sub("", _written(value)))
    if plain[:1] == "'" and plain[1:2] and plain[1:2] in _FORMULA_SIGNS:
        # Our own exports escape a formula sign so.
        plain = plain[1:]
    if kept := _TEXT_FORMULA.fullmatch(plain.strip()):
        plain = kept[1]
    return _SPACES.sub(" ", plain).strip() or None


def as_stored(value: Value) -> Value:
    """The cell untouched, None for a blank: for columns that are read together with others."""
    return value if text(value) else None


def short_text(most: int) -> Callable[[Value], str | None]:
    """A parser of text that has a place of limited length."""

    def parse(value: Value) -> str | None:
        plain = text(value)
        if plain is not None and len(plain) > most:
            raise refuse("text_too_long", most=most)
        return plain

    return parse


def compact(value: Value) -> str | None:
    """Text without any blank inside, for codes and keys."""
    plain = text(value)
    return plain and plain.replace(" ", "")


def _written(value: Value) -> str:
    """What the cell holds, as the shortest text that says the same."""
    match value:
        case None:
            written = ""
        case bool():
            written = "TRUE" if value else "FALSE"
        case datetime() if value.time() == time():
            written = value.date().isoformat()
        case datetime():
            written = value.isoformat(" ", "minutes")
        case time():
            written = value.isoformat("minutes")
        case Broken():
            written = value.shown
        case _:
            written = str(value)
    return written


def broken(value: Value) -> str | None:
    """Why a cell has no value, as a code: it shows an error, or a result was not saved."""
    if isinstance(value, Broken):
        return "result_not_saved" if value.shown.startswith("=") else "cell_has_error"
    is_error = isinstance(value, str) and value.strip() in _ERRORS
    return "cell_has_error" if is_error else None


def shown(value: Value) -> str:
    """The cell as a person sees it in Excel, which also shows where digits were lost."""
    if isinstance(value, float | int) and not is_exact(value):
        return f"{value:.14E}"
    return _written(value)


def is_exact(value: float) -> bool:
    """Whether Excel keeps every digit of a number: not of one longer than fifteen digits."""
    return abs(value) < _EXACT_BELOW


def whole(least: int, most: int) -> Callable[[Value], int | None]:
    """A parser of whole numbers between two bounds, both included."""

    def parse(value: Value) -> int | None:
        written = compact(value)
        if written is None:
            return None
        found = _WHOLE.fullmatch(written)
        if not found:
            raise refuse("not_a_whole_number")
        number = int(found[1])
        if not least <= number <= most:
            raise refuse("number_out_of_range", least=least, most=most)
        return number

    return parse


def day(value: Value) -> date | None:
    """A calendar day: a date cell, Excel's serial number, or one of the usual ways to write."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and _SERIAL_LEAST <= value <= _SERIAL_MOST:
        return _DAY_ZERO + timedelta(days=int(value))
    written = text(value)
    if written is None:
        return None
    split = _SPLIT_DAY.fullmatch(re.sub(r" ?([-/.年月日]) ?", r"\1", written))
    found = split or _PACKED_DAY.fullmatch(written.replace(" ", ""))
    if not found:
        if _SERIAL.fullmatch(written):
            return day(int(written))
        raise refuse("not_a_day")
    year, month, number = (int(part) for part in found.groups())
    try:
        read = date(year, month, number)
    except ValueError as impossible:
        raise refuse("no_such_day") from impossible
    if year < _YEAR_LEAST:
        raise refuse("no_such_day")
    return read


def clock_time(value: Value) -> time | None:
    """A time of the day to the minute: 16:30, 1630, 16点30分, or Excel's fraction of a day."""
    if isinstance(value, time):
        return value.replace(second=0, microsecond=0)
    if isinstance(value, float) and 0 < value < 1:
        minutes = round(value * _MINUTES_A_DAY) % _MINUTES_A_DAY
        return time(minutes // 60, minutes % 60)
    written = compact(value)
    if written is None:
        return None
    found = _SPLIT_TIME.fullmatch(written) or _PACKED_TIME.fullmatch(written)
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        raise refuse("not_a_time")
    return time(int(found[1]), int(found[2]))


def phone(value: Value) -> str | None:
    """A telephone number: 13912345678, 0755-26001234, 0755-26001234-801 or +85291234567."""
    written = compact(value)
    if written is None:
        return None
    number = _DASHED_EXTENSION.sub(r"#\1", written)
    number = re.sub(r"[-()./·—–]", "", number)
    number = re.sub(r"^00(?=[1-9])", "+", number)
    number = re.sub(r"^\+?86(?=1[3-9][0-9]{9}$|0[0-9]{9})", "", number)
    number = re.sub(r"^\+86(?=[2-9])", "0", number)
    if _MOBILE.fullmatch(number) or _ABROAD.fullmatch(number):
        return number
    landline = _LANDLINE.fullmatch(number)
    if not landline:
        raise refuse("not_a_phone")
    return "-".join(part for part in landline.groups() if part)


def yes_no(value: Value) -> bool | None:
    """Yes or no, in the ways in which forms are ticked."""
    written = compact(value)
    if written is None:
        return None
    if written.casefold() not in _YES | _NO:
        raise refuse("not_yes_or_no")
    return written.casefold() in _YES


def long_id(value: Value) -> str | None:
    """An identity number as text. Stored as a number its last digits are lost: refused, not mended.

    Excel keeps 15 digits of a number and puts zeros for the rest, so that nobody can tell the true
    number from what the cell holds.
    """
    if isinstance(value, int | float | date | time) and not isinstance(value, bool):
        raise refuse("digits_lost")
    written = compact(value)
    if written is None:
        return None
    if _SCIENTIFIC.fullmatch(written):
        raise refuse("digits_lost")
    return written.lstrip("'`").upper()


def one_of(words: Mapping[E, tuple[str, ...]]) -> Callable[[Value], E | None]:
    """A parser of words of a closed list; each meaning may be written in several ways."""
    meanings = {word.casefold(): meaning for meaning, said in words.items() for word in said}
    allowed = tuple(said[0] for said in words.values())

    def parse(value: Value) -> E | None:
        written = compact(value)
        if written is None:
            return None
        meaning = meanings.get(written.casefold())
        if meaning is None:
            raise refuse("not_in_the_list", allowed=allowed)
        return meaning

    return parse
