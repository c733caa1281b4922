"""Every table is a school's own or says why not, and the reasons are written down."""

import re

from kehou.platform.walls import belongs_to_a_school, own_models, school_links
from tests.architecture.sources import ROOT

DECISION = ROOT / "docs" / "adr" / "0005-every-school-row-carries-its-school.md"


def test_a_table_has_a_school_or_a_reason_to_have_none() -> None:
    neither = [
        model._meta.label
        for model in own_models()
        if not belongs_to_a_school(model) and not getattr(model, "city_wide", "")
    ]

    assert neither == []


def test_the_decision_names_every_table_of_the_city_and_no_other() -> None:
    named = re.findall(r"^\| `(\w+)` \| (.+) \|$", DECISION.read_text("utf-8"), re.MULTILINE)

    assert [table for table, why in named if not why.strip()] == []
    assert sorted(table for table, _ in named) == sorted(
        m._meta.db_table for m in own_models() if not belongs_to_a_school(m)
    )


def test_only_one_key_can_clash_with_a_row_of_another_school() -> None:
    # A clash would tell that the row is there. A key holds the school, or what only one has.
    across = {
        constraint.name
        for model in own_models()
        if belongs_to_a_school(model)
        for constraint in model._meta.constraints
        if (fields := {*getattr(constraint, "fields", ())})
        and not fields & {"school", "id", "key", *(link.name for link in school_links(model))}
    }

    assert across == {"pupil_is_on_one_roll"}


def test_a_column_that_is_unique_by_itself_is_drawn_by_lot() -> None:
    alone = {
        f"{model._meta.db_table}.{field.column}"
        for model in own_models()
        if belongs_to_a_school(model)
        for field in model._meta.concrete_fields
        if field.unique and not (field.primary_key or field.is_relation or field.column == "key")
    }

    assert alone == {"enrolment_application.receipt"}
