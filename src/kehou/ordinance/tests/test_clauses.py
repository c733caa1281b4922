"""The register of clauses and the record of the versions (8.a, 8.b)."""

from datetime import date, timedelta
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehou.ordinance import clauses
from kehou.ordinance.clauses import NotInForce, load, version_on
from kehou.ordinance.parameters import Ordinance

FIRST_DAY = date(2024, 9, 1)
NUMERALS = "一二三四五六七八"

A_VERSION = """
id = "{year}"
in_force_from = {year}-09-01
title = {{ zh = "{year}年方案", en = "Plan of {year}" }}
short = {{ zh = "《方案》", en = "Plan" }}
preamble = {{ zh = "为贯彻要求：", en = "To carry out:" }}

[[chapters]]
number = 1
title = {{ zh = "总体要求", en = "General" }}

[[chapters.clauses]]
id = "1"
place = "第一章"
heading = {{ zh = "五育并举", en = "Five educations" }}
text = {{ zh = "坚持五育并举。", en = "Hold to the five educations." }}
"""


def text_of(version: clauses.Version) -> str:
    """The Chinese text from title to end, put together again out of its clauses."""
    parts = [version.title.zh, version.preamble.zh]
    for chapter in version.chapters:
        parts.append(f"{NUMERALS[chapter.number - 1]}、{chapter.title.zh}")
        parts += [clause.text.zh.partition("……")[0] for clause in chapter.clauses]
    return "".join(parts)


def test_the_clauses_of_2024_make_up_its_text_word_for_word() -> None:
    text = text_of(load()[0])

    assert len(text) == 2342
    assert (
        sha256(text.encode()).hexdigest()
        == "63bb48a2b470b59dc09c16fa47bfdc3b40b2da423c7fc6ac85f292bca8cc0743"
    )


def test_words_quoted_from_a_neighbouring_clause_stand_there() -> None:
    version = load()[0]
    text = text_of(version)

    quoted = [clause.text.zh.split("……") for clause in version.clauses.values()]

    assert [passage for passages in quoted for passage in passages if passage not in text] == []


def test_every_clause_says_everything_in_both_languages() -> None:
    for version in load():
        for chapter in version.chapters:
            place = f"第{NUMERALS[chapter.number - 1]}章"
            for clause in chapter.clauses:
                assert clause.id.startswith(str(chapter.number))
                assert clause.place.startswith(place), clause.id
                assert all((clause.heading.zh, clause.heading.en, clause.text.en)), clause.id
                assert clause.in_force_from == version.in_force_from
        assert sum(len(chapter.clauses) for chapter in version.chapters) == len(version.clauses)


def test_a_clause_is_found_by_its_id() -> None:
    assert clauses.clause("6.3.c").heading.en == "Reported and settled by actual participants"


def test_a_clause_that_no_version_has_is_not_found() -> None:
    with pytest.raises(LookupError, match=r"no clause '9\.9'"):
        clauses.clause("9.9")


@given(st.dates(max_value=FIRST_DAY - timedelta(days=1)))
def test_before_its_first_day_no_version_is_in_force(day: date) -> None:
    with pytest.raises(NotInForce, match=str(day)):
        version_on(day)


@given(st.dates(min_value=FIRST_DAY))
def test_a_record_of_any_later_day_has_a_version_to_keep(day: date) -> None:
    assert Ordinance(day).version.in_force_from <= day


def test_a_successor_is_one_more_file_and_leaves_the_older_one_as_it_was(tmp_path: Path) -> None:
    for year in (2027, 2024):
        text = A_VERSION.format(year=year)
        (tmp_path / f"{year}.toml").write_text(text, "utf-8")

    older, newer = load(tmp_path)

    assert (older.supersedes, older.superseded_by) == (None, "2027")
    assert older.superseded_from == date(2027, 9, 1)
    assert (newer.supersedes, newer.superseded_by, newer.superseded_from) == ("2024", None, None)
    assert version_on(date(2027, 8, 31), (older, newer)) == older
    assert version_on(date(2027, 9, 1), (older, newer)) == newer
    assert Ordinance(date(2027, 9, 1), versions=(older, newer)).version == newer


def test_each_version_that_is_shipped_supersedes_the_one_before() -> None:
    for older, newer in pairwise((None, *load())):
        assert newer is not None
        assert newer.supersedes == (older.id if older else None)
