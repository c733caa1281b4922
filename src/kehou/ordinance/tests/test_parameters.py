"""Every number of the ordinance, with its clause, its source and its days."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehou.ordinance import clauses
from kehou.ordinance.bilingual import Bilingual
from kehou.ordinance.clauses import NotInForce
from kehou.ordinance.parameters import Ordinance, Parameter, Setting, load
from kehou.ordinance.spoken import vocabulary

FIRST_DAY = date(2024, 9, 1)
NAMES = sorted(load())

TWO_SETTINGS = """
[fare]
title = {{ zh = "车费", en = "Fare" }}

[[fare.set]]
from = {first}
amount = 1
clause = "6.2.a"
source = {{ zh = "规定", en = "Rule" }}

[[fare.set]]
from = {second}
amount = 2
clause = "6.2.a"
source = {{ zh = "规定", en = "Rule" }}
"""


@pytest.mark.parametrize(
    ("name", "amounts", "clause"),
    [
        pytest.param("funds.control_number", (100000,), "6.1.b", id="1000 yuan a year (6.1.b)"),
        pytest.param("funds.institution_share", (50,), "5.2.d", id="half of the cost (5.2.d)"),
        pytest.param("schools.service_periods_max", (2,), "3.2", id="two class periods (3.2)"),
        pytest.param("custody.gathering_hour", (17,), "7.3.c", id="after five o'clock (7.3.c)"),
        pytest.param("ordinance.validity_years", (3,), "8.a", id="three years (8.a)"),
        pytest.param(
            "disclosure.publication_month_before", (3,), "6.3.d", id="before March (6.3.d)"
        ),
        pytest.param("enrolment.grades", tuple(range(1, 10)), "3.1", id="nine grades (3.1)"),
    ],
)
def test_the_numbers_of_the_text_are_its_own(
    name: str, amounts: tuple[int, ...], clause: str
) -> None:
    setting = Ordinance(FIRST_DAY)[name]

    assert (setting.amounts, setting.clause, setting.reading) == (amounts, clause, False)


@pytest.mark.parametrize("name", NAMES)
def test_a_setting_says_one_thing_cites_a_clause_and_tells_its_source(name: str) -> None:
    parameter = load()[name]

    assert parameter.title.zh
    assert parameter.title.en
    for setting in parameter.settings:
        assert bool(setting.amounts) != bool(setting.words)
        assert clauses.clause(setting.clause)
        assert setting.source.zh.startswith("理解：") == setting.reading
        assert setting.source.en.startswith("Reading: ") == setting.reading


@pytest.mark.parametrize("name", NAMES)
def test_every_word_that_is_set_can_be_said(name: str) -> None:
    words = {word for setting in load()[name].settings for word in setting.words}

    assert words <= vocabulary().keys()


@given(st.sampled_from(NAMES), st.dates(max_value=FIRST_DAY - timedelta(days=1)))
def test_the_day_before_the_ordinance_nothing_was_set(name: str, day: date) -> None:
    with pytest.raises(NotInForce, match=name):
        Ordinance(day)[name]


def test_a_new_setting_holds_from_its_day_and_the_old_one_until_then(tmp_path: Path) -> None:
    text = TWO_SETTINGS.format(first="2024-09-01", second="2025-01-01")
    (tmp_path / "funds.toml").write_text(text, "utf-8")
    parameters = load(tmp_path)

    assert Ordinance(date(2024, 12, 31), parameters)["funds.fare"].amount == 1
    assert Ordinance(date(2025, 1, 1), parameters)["funds.fare"].amount == 2
    assert parameters["funds.fare"].unit == Bilingual("", "")


@pytest.mark.parametrize("second", ["2024-08-31", "2024-09-01"])
def test_settings_stand_oldest_first(tmp_path: Path, second: str) -> None:
    text = TWO_SETTINGS.format(first="2024-09-01", second=second)
    (tmp_path / "funds.toml").write_text(text, "utf-8")

    with pytest.raises(ValueError, match=r"funds\.fare do not stand oldest first"):
        load(tmp_path)


def test_a_list_is_not_one_amount_and_a_word_is_no_amount() -> None:
    ordinance = Ordinance(FIRST_DAY)

    assert ordinance["funds.participant_definition"].word == "attended_once"
    with pytest.raises(ValueError, match="too many values"):
        _ = ordinance["enrolment.grades"].amount
    with pytest.raises(ValueError, match="not enough values"):
        _ = ordinance["funds.participant_definition"].amount
    with pytest.raises(ValueError, match="not enough values"):
        _ = ordinance["funds.control_number"].word


def test_a_draft_amendment_can_be_tried_out() -> None:
    words = Bilingual("草案", "Draft")
    drafted = Setting(FIRST_DAY, "6.1.b", words, amounts=(120000,))
    parameters = {"funds.control_number": Parameter("", words, words, (drafted,))}

    assert Ordinance(FIRST_DAY, parameters)["funds.control_number"].amount == 120000
