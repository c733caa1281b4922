"""Facts as people say them."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehou.kernel.money import Money
from kehou.ordinance.bilingual import Bilingual, language_of
from kehou.ordinance.rules.funds import DEFINITIONS
from kehou.ordinance.spoken import grade, spoken, vocabulary, weekday, word

SCHOOL_OUT = datetime(2026, 9, 1, 7, 50, tzinfo=UTC)


@pytest.mark.parametrize(
    ("fact", "zh", "en"),
    [
        ("Chess", "Chess", "Chess"),
        (3, "3", "3"),
        (Bilingual("国庆节", "National Day"), "国庆节", "National Day"),
        (Money(123456), "1,234.56元", "1,234.56 yuan"),
        (date(2026, 9, 1), "2026年9月1日", "1 September 2026"),
        (time(7, 5), "07:05", "07:05"),
        (SCHOOL_OUT, "2026年9月1日15:50", "1 September 2026, 15:50"),
        (["chess"], "chess", "chess"),
        (("chess", "choir"), "chess、choir", "chess and choir"),
        ([1, 2, 3], "1、2、3", "1, 2 and 3"),
        ([], "无", "none"),
    ],
)
def test_a_fact_is_said_in_both_languages(fact: object, zh: str, en: str) -> None:
    assert (spoken(fact, "zh-hans"), spoken(fact, "en-gb")) == (zh, en)


@pytest.mark.parametrize("fact", [None, 1.5, {"a": 1}, frozenset({1}), object()])
def test_a_kind_of_fact_without_words_is_refused(fact: object) -> None:
    with pytest.raises(TypeError, match="not a fact that can be said"):
        spoken(fact, "zh")


def test_a_moment_names_its_time_zone() -> None:
    with pytest.raises(ValueError, match="names no time zone"):
        spoken(SCHOOL_OUT.replace(tzinfo=None), "zh")


@given(st.dates())
def test_every_day_is_said_with_its_own_numbers(day: date) -> None:
    english = spoken(day, "en").split(" ")

    assert spoken(day, "zh") == f"{day.year}年{day.month}月{day.day}日"
    assert (english[0], english[2]) == (str(day.day), str(day.year))


def test_weekdays_and_grades_have_names() -> None:
    assert (weekday(1, "zh"), weekday(7, "en")) == ("星期一", "Sunday")
    assert (grade(1, "zh"), grade(9, "en")) == ("一年级", "Grade 9")


def test_a_word_is_said_as_people_say_it() -> None:
    assert (word("mathematics", "zh"), word("mathematics", "en")) == ("数学", "mathematics")
    with pytest.raises(LookupError):
        word("alchemy", "zh")


def test_every_definition_of_a_participant_has_words() -> None:
    assert DEFINITIONS.keys() <= vocabulary().keys()


def test_there_are_two_languages() -> None:
    assert Bilingual("课后", "after school").say("zh-hans") == "课后"
    assert language_of("EN") == "en"
    with pytest.raises(LookupError, match="fr"):
        language_of("fr")
