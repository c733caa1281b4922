"""Documents on paper: what they say, that nobody's words command them, and that they are stable."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import typst

from kehou.platform.paper.printing import ROOT, printed
from kehou.platform.testing import words_of

AT = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
TEMPLATES = sorted(f"{path.parts[-3]}/{path.stem}" for path in ROOT.glob("*/paper/*.typ"))
LIST = "providers/white_list"
TYPED = ['#read("/platform/clock.py")', "*粗*", "$x$", "= 一级标题", "@引用"]
NO_INSTITUTION = {"district": "东湖区", "day": date(2026, 11, 24), "institutions": []}


def test_a_document_says_its_facts_and_when_it_was_printed() -> None:
    words = words_of(printed(LIST, NO_INSTITUTION, at=AT))

    assert "东湖区课后服务社会机构白名单" in words
    assert "2026年11月24日16:30打印" in words
    assert "第1页，共1页" in words


def test_the_same_facts_at_the_same_moment_are_the_same_bytes() -> None:
    assert printed(LIST, NO_INSTITUTION, at=AT) == printed(LIST, NO_INSTITUTION, at=AT)


@pytest.mark.parametrize("typed", TYPED)
def test_what_somebody_typed_is_printed_and_not_obeyed(typed: str) -> None:
    one = {
        "name": typed,
        "code": "",
        "courses": "",
        "admitted_on": date(2026, 9, 1),
        "may_serve": True,
    }

    words = words_of(printed(LIST, {**NO_INSTITUTION, "institutions": [one]}, at=AT))

    assert typed.replace(" ", "") in words


def test_a_fact_that_is_missing_is_no_document() -> None:
    with pytest.raises(typst.TypstError, match="district"):
        printed(LIST, {"institutions": []}, at=AT)


def test_a_fact_that_is_no_value_is_no_document() -> None:
    with pytest.raises(TypeError, match="cannot say"):
        printed(LIST, {**NO_INSTITUTION, "district": object()}, at=AT)


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_reads_no_file_but_the_house(template: str) -> None:
    context, name = template.split("/")
    source = Path(ROOT / context / "paper" / f"{name}.typ").read_text()

    assert "#read(" not in source
    assert [line for line in source.splitlines() if line.startswith("#import")] in (
        ['#import "/platform/paper/house.typ": *'],
        [],
    )
