"""What a reason says to people."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kehou.kernel.explained import Reason
from kehou.kernel.money import Money
from kehou.ordinance.wording import Worded, cite, is_worded, load, say, worded

OVER = Reason("over_budget", "6.1.b", {"left": Money(600), "asked": Money(100000)})


@pytest.mark.parametrize(
    ("reason", "zh", "en"),
    [
        (
            OVER,
            "申请1,000.00元，预算余额只有6.00元；经费以预算为上限。请减少金额，或先申请调整预算。",
            "1,000.00 yuan was asked for and 6.00 yuan of the budget is left; nothing is promised "
            "beyond the budget. Ask for less, or have the budget changed first.",
        ),
        (
            Reason("window_closed", "7.2.b", {"closes": datetime(2026, 9, 7, 10, tzinfo=UTC)}),
            "报名已于2026年9月7日18:00截止，所有家庭的时间相同。请联系学校教务了解补报或候补。",
            "The window closed on 7 September 2026, 18:00, for every family alike. Ask the school "
            "office about late entries and the waiting list.",
        ),
        (
            Reason("weekday_not_attended", "2.3.c", {"activity": "合唱", "weekdays": [1, 3]}),
            "“合唱”在星期一、星期三开展，而这一天没有选择参加课后服务。请加选这一天，或改选其他活动。",
            "“合唱” meets on Monday and Wednesday, when your child was not to stay. Add the day, "
            "or choose another activity.",
        ),
        (
            Reason("grade_not_served", "3.1", {"activity": "Chess", "grade": 3}),
            "“Chess”不面向三年级。请改选面向该年级的活动。",
            "“Chess” is not for Grade 3. Choose an activity that is.",
        ),
        (
            Reason("review_out_of_order", "5.4.b", {"missing": ["school"]}),
            "尚未通过学校审核，审核须按先后进行。请待前一步通过后再审核。",
            "Not passed yet: review by the school; the stages follow one another. Review it when "
            "the earlier stage has passed.",
        ),
    ],
    ids=lambda value: value.code if isinstance(value, Reason) else "",
)
def test_a_reason_is_told_with_its_facts(reason: Reason, zh: str, en: str) -> None:
    assert (say(reason, "zh-hans"), say(reason, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("clause", "zh", "en"),
    [
        ("6.3.c", "《实施方案》第六章（三）", "clause 6.3.c"),
        ("1", "《实施方案》第一章", "clause 1"),
        ("7.3.d", "《实施方案》第七章第3点补充第3项", "clause 7.3.d"),
        ("", "", ""),
    ],
)
def test_a_clause_is_cited_by_its_place_in_chinese_and_its_id_in_english(
    clause: str, zh: str, en: str
) -> None:
    assert (cite(clause, "zh"), cite(clause, "en")) == (zh, en)


def test_a_page_is_given_text_clause_and_citation_of_every_reason() -> None:
    reasons = (OVER, Reason("ordinance_ended", facts={"last_day": date(2027, 8, 31)}))

    first, second = worded(reasons, "zh-hans")

    assert first == Worded(say(OVER, "zh"), "6.1.b", "《实施方案》第六章（一）")
    assert (second.clause, second.citation) == ("", "")


def test_a_reason_without_words_is_our_mistake() -> None:
    assert is_worded("over_budget")
    assert not is_worded("bad_weather")
    with pytest.raises(LookupError, match="no words for the reason 'bad_weather'"):
        say(Reason("bad_weather"), "zh")


def test_a_fact_left_out_is_our_mistake() -> None:
    with pytest.raises(LookupError, match="asked"):
        say(Reason("over_budget", facts={"left": Money(1)}), "zh")


def test_every_context_words_its_own_reasons_and_no_code_has_two_texts(tmp_path: Path) -> None:
    for context in ("custody", "people"):
        (tmp_path / context).mkdir()
    mine, theirs = tmp_path / "custody" / "reasons.toml", tmp_path / "people" / "reasons.toml"
    mine.write_text('gate_shut = { zh = "门已关", en = "The gate is shut" }', "utf-8")

    assert load(tmp_path)["gate_shut"].en == "The gate is shut"

    theirs.write_text(mine.read_text("utf-8"), "utf-8")
    load.cache_clear()
    with pytest.raises(ValueError, match="gate_shut of people is worded elsewhere"):
        load(tmp_path)
