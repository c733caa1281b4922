"""Facts as people say them in Chinese and in English: money, days, times, lists, grades, words."""

import tomllib
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from functools import cache, singledispatch
from pathlib import Path
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from kehou.kernel.money import Money
from kehou.ordinance.bilingual import Bilingual
from kehou.ordinance.roles import PARTS, Role

VOCABULARY = Path(__file__).with_name("vocabulary.toml")
CITY_ZONE = ZoneInfo("Asia/Shanghai")
DIGITS = "〇一二三四五六七八九"
# Not from the locale of the machine: a page reads the same wherever it is served.
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = (
    Bilingual("星期一", "Monday"),
    Bilingual("星期二", "Tuesday"),
    Bilingual("星期三", "Wednesday"),
    Bilingual("星期四", "Thursday"),
    Bilingual("星期五", "Friday"),
    Bilingual("星期六", "Saturday"),
    Bilingual("星期日", "Sunday"),
)


@singledispatch
def spoken(fact: object, language: str) -> str:
    """A fact in words. `TypeError` for a kind of fact that nobody has found words for."""
    raise TypeError(f"a {type(fact).__name__} is not a fact that can be said")


@spoken.register
def _(fact: str, language: str) -> str:
    return fact


@spoken.register
def _(fact: int, language: str) -> str:
    return str(fact)


@spoken.register
def _(fact: Bilingual, language: str) -> str:
    return fact.say(language)


@spoken.register
def _(fact: Money, language: str) -> str:
    return Bilingual(f"{fact}元", f"{fact} yuan").say(language)


@spoken.register
def _(fact: date, language: str) -> str:
    return Bilingual(
        f"{fact.year}年{fact.month}月{fact.day}日",
        f"{fact.day} {MONTHS[fact.month - 1]} {fact.year}",
    ).say(language)


@spoken.register
def _(fact: time, language: str) -> str:
    return fact.strftime("%H:%M")


@spoken.register
def _(fact: datetime, language: str) -> str:
    """By the clocks of the city. `ValueError` for a moment that does not say which clock."""
    if fact.tzinfo is None:
        raise ValueError(f"{fact} names no time zone")
    there = fact.astimezone(CITY_ZONE)
    day, clock = spoken(there.date(), language), spoken(there.time(), language)
    return Bilingual(f"{day}{clock}", f"{day}, {clock}").say(language)


@spoken.register(list)
@spoken.register(tuple)
def _(fact: list[object] | tuple[object, ...], language: str) -> str:
    return listed([spoken(part, language) for part in fact], language)


def weekday(number: int, language: str) -> str:
    """A day of the week by its number; Monday is 1."""
    return WEEKDAYS[number - 1].say(language)


def grade(number: int, language: str) -> str:
    return Bilingual(f"{DIGITS[number]}年级", f"Grade {number}").say(language)


def word(name: str, language: str) -> str:
    """A word of the vocabulary. `LookupError` for one that is not in it."""
    return vocabulary()[name].say(language)


def listed(parts: list[str], language: str) -> str:
    """Joined as a sentence joins them: 甲、乙、丙, or a, b and c."""
    if not parts:
        return Bilingual("无", "none").say(language)
    *most, last = parts
    english = f"{', '.join(most)} and {last}" if most else last
    return Bilingual("、".join(parts), english).say(language)


# What a placeholder may ask for after its colon: `{days:weekday}`.
def role_name(role: Role | str, language: str) -> str:
    """A role as people call it: 校长, or Principal."""
    part = PARTS[Role(role)]
    return Bilingual(part.zh, part.en).say(language)


MANNERS: Mapping[str, Callable[[Any, str], str]] = MappingProxyType(
    {"weekday": weekday, "grade": grade, "word": word, "role": role_name}
)


@cache
def vocabulary() -> Mapping[str, Bilingual]:
    words = tomllib.loads(VOCABULARY.read_text("utf-8"))
    return MappingProxyType({name: Bilingual.of(table) for name, table in words.items()})
