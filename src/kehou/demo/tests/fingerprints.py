"""A school of the demo city as one number, to compare two loads of it."""

from hashlib import sha256

from django.db import models

from kehou.platform import bulk, walls

# The journal's detail names rows, and a paper's fingerprint the document that it belongs to.
TELLS_OF_IDS = ("detail", "content_hash")


def fingerprint(number: int) -> str:
    """Every row of the school with this number, in every table, whatever order they came in.

    Left out is what may differ from load to load: what is sealed, since a seal is never the same
    twice, and the ids that a sequence gave, with the hashes taken over them.
    """
    school_id = bulk.FIRST_BY_NUMBER + number * bulk.IDS_PER_NUMBER
    told = sha256()
    for model in sorted(walls.own_models(), key=lambda model: model._meta.label):
        if walls.belongs_to_a_school(model):
            for row in sorted(map(repr, _rows(model, school_id))):
                told.update(f"{model._meta.label} {row}\n".encode())
    return told.hexdigest()


def _rows(model: type[models.Model], school_id: int) -> list[tuple[object, ...]]:
    columns = [f for f in model._meta.concrete_fields if not f.attname.endswith("_sealed")]
    rows = model._default_manager.filter(school_id=school_id).values_list(
        *(column.attname for column in columns)
    )
    return [
        tuple(_written(column, value) for column, value in zip(columns, row, strict=True))
        for row in rows
    ]


def _written(column: "models.Field[object, object]", value: object) -> object:
    is_id = column.primary_key or column.attname.endswith("_id")
    if is_id and str(value).isdigit() and int(str(value)) < bulk.FIRST_BY_NUMBER:
        return "from a sequence"
    if column.name in TELLS_OF_IDS:
        return "with ids from a sequence"
    return bytes(value) if isinstance(value, memoryview) else value
