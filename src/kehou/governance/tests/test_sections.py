"""The form of a plan and of rules (4.0, 7.2.a)."""

import pytest

from kehou.governance.core.sections import PLAN, RULES, SECTIONS, empty_sections
from kehou.governance.models import Document
from kehou.ordinance import clauses


def test_every_kind_of_document_has_a_form() -> None:
    assert set(SECTIONS) == {PLAN, RULES} == set(Document.Kind.values)


@pytest.mark.parametrize("kind", [PLAN, RULES])
def test_sections_are_named_once_and_stand_on_a_clause(kind: str) -> None:
    keys = [section.key for section in SECTIONS[kind]]

    assert len(keys) == len(set(keys))
    assert all(clauses.clause(section.clause) for section in SECTIONS[kind])


def test_a_plan_speaks_of_each_of_the_five_educations() -> None:
    educations = [one.key for one in SECTIONS[PLAN] if one.key.endswith("_education")]

    assert len(educations) == 5


def test_white_space_is_not_written() -> None:
    (empty,) = (one for one in empty_sections(RULES, {"scope": " \n "}) if one.key == "scope")

    assert empty.title.zh == "适用范围"
