"""The fingerprint covers everything that is approved; differences tell every changed section."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehou.governance.core.sections import PLAN, RULES, SECTIONS, empty_sections
from kehou.governance.core.wording import Wording, differences, fingerprint

WORDING = Wording("方案", {"aims": "目标。"}, date(2026, 9, 1), date(2027, 7, 31))
TOLD: dict[str, Any] = {"subject": "3144000001/plan/2026", "number": 1, "attachment_hash": ""}

texts = st.text(max_size=12)
kinds = st.sampled_from([PLAN, RULES])


def written(kind: str) -> st.SearchStrategy[dict[str, str]]:
    return st.dictionaries(st.sampled_from([one.key for one in SECTIONS[kind]]), texts)


def test_the_same_words_have_the_same_fingerprint() -> None:
    again = replace(WORDING, sections={"aims": "目标。"})

    assert fingerprint(WORDING, **TOLD) == fingerprint(again, **TOLD)
    assert len(fingerprint(WORDING, **TOLD)) == 64


@pytest.mark.parametrize(
    "changed",
    [
        {"title": "方案二"},
        {"sections": {"aims": "目标"}},
        {"sections": {"safety": "目标。"}},
        {"first_day": None},
        {"last_day": date(2027, 7, 30)},
    ],
)
def test_any_other_words_have_another_fingerprint(changed: dict[str, Any]) -> None:
    assert fingerprint(replace(WORDING, **changed), **TOLD) != fingerprint(WORDING, **TOLD)


@pytest.mark.parametrize(
    "changed",
    [{"subject": "3144000002/plan/2026"}, {"number": 2}, {"attachment_hash": "0" * 64}],
)
def test_the_fingerprint_is_of_one_school_one_version_and_one_file(changed: dict[str, Any]) -> None:
    assert fingerprint(WORDING, **TOLD | changed) != fingerprint(WORDING, **TOLD)


@given(texts, texts, texts, texts)
def test_words_cannot_move_from_one_section_into_another(
    aims: str, safety: str, other_aims: str, other_safety: str
) -> None:
    one = replace(WORDING, sections={"aims": aims, "safety": safety})
    other = replace(WORDING, sections={"aims": other_aims, "safety": other_safety})

    same = (aims, safety) == (other_aims, other_safety)
    assert (fingerprint(one, **TOLD) == fingerprint(other, **TOLD)) is same


@given(st.data(), kinds)
def test_the_differences_lead_from_one_text_to_the_other(asked: st.DataObject, kind: str) -> None:
    before, after = asked.draw(written(kind)), asked.draw(written(kind))
    found = differences(kind, before, after)

    changed = {one.section.key: one.after for one in found}
    filled = {one.key: "" for one in SECTIONS[kind]}
    assert filled | before | changed == filled | after
    assert all(one.before != one.after for one in found)


@given(st.data(), kinds)
def test_a_section_is_empty_or_written(asked: st.DataObject, kind: str) -> None:
    sections = asked.draw(written(kind))
    empty = {one.key for one in empty_sections(kind, sections)}

    assert empty == {one.key for one in SECTIONS[kind]} - {
        k for k, t in sections.items() if t.strip()
    }
