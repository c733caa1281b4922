"""Every column that could say something about a person is in the register, or said not to."""

import tomllib
from typing import Any

from django.db import models

from kehou.ordinance import clauses
from kehou.platform.walls import own_models
from tests.architecture.sources import ROOT

REGISTER: dict[str, Any] = tomllib.loads((ROOT / "docs" / "personal-data.toml").read_text("utf-8"))
RECORDS = REGISTER["record"]
# What by itself says nothing: numbers, marks, and links to where something is said.
SILENT = (models.IntegerField, models.BooleanField, models.UUIDField, models.GeneratedField)


def columns_of(model: type[models.Model]) -> set[str]:
    return {str(f.column) for f in model._meta.concrete_fields}


def registered() -> list[str]:
    return [f"{record['table']}.{column}" for record in RECORDS for column in record["columns"]]


def not_personal() -> list[str]:
    found = REGISTER["not_personal"].items()
    return [f"{table}.{column}" for table, columns in found for column in columns]


def test_every_column_that_could_be_personal_was_thought_about() -> None:
    speaking = {
        f"{model._meta.db_table}.{field.column}"
        for model in own_models()
        for field in model._meta.concrete_fields
        if not (field.primary_key or field.is_relation or isinstance(field, SILENT))
    }

    assert sorted(speaking - set(registered()) - set(not_personal())) == []


def test_the_register_names_columns_that_are_there_and_each_once() -> None:
    there = {f"{m._meta.db_table}.{column}" for m in own_models() for column in columns_of(m)}
    named = [*registered(), *not_personal()]

    assert sorted(set(named) - there) == []
    assert sorted({column for column in named if named.count(column) > 1}) == []


def test_every_sealed_column_is_in_the_register_with_its_index() -> None:
    sealed = {
        f"{model._meta.db_table}.{column}"
        for model in own_models()
        for column in columns_of(model)
        if column.endswith(("_sealed", "_index"))
    }

    assert sorted(sealed - set(registered())) == ["enrolment_window.seed_share_sealed"]


def test_a_record_says_whose_it_is_why_on_what_basis_and_until_when() -> None:
    known = {clause_id for version in clauses.load() for clause_id in version.clauses}
    unsaid = [
        record["table"]
        for record in RECORDS
        if not all(record[said].strip() for said in ("whose", "purpose", "basis", "retention"))
        or set(record["clauses"]) - known
    ]

    assert unsaid == []
