"""A new roll beside the one that is known: who is new, changed, unchanged, and who is missing.

Nobody is deleted: a pupil missing from the new roll is proposed as having left, for a person to
decide. What the file leaves blank changes nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kehou.people.core.guardian_columns import GuardianRow
from kehou.people.core.identity import Gender
from kehou.people.core.roll_sheet import PupilRow
from kehou.schools.core.class_names import ClassName


@dataclass(frozen=True, slots=True)
class Known:
    """A pupil on the roll today; None is what has never been told."""

    student_number: str
    name: str
    gender: Gender
    class_name: ClassName
    campus: str | None = None
    resident_id: str | None = None
    birth: date | None = None
    guardians: tuple[GuardianRow, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One thing that the new roll says differently, named as the field of `Known`."""

    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Changed:
    """A pupil who stays, with what is different."""

    known: Known
    row: PupilRow
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a new roll would do. `gone` are proposals."""

    new: tuple[PupilRow, ...]
    changed: tuple[Changed, ...]
    unchanged: tuple[PupilRow, ...]
    gone: tuple[Known, ...]


def compare(known: Iterable[Known], rows: Iterable[PupilRow]) -> Comparison:
    """Lay a new roll beside the known one (3.1).

    A pupil is found by 学籍号; else by the resident id, since a number for the time being (L) is
    one day replaced by the lasting one. A name finds nobody: namesakes sit in one class.
    """
    by_number = {pupil.student_number: pupil for pupil in known}
    by_id = {pupil.resident_id: pupil for pupil in by_number.values() if pupil.resident_id}
    new, changed, unchanged = [], [], []
    matched: set[str] = set()
    rows = tuple(rows)
    still_there = {row.student_number for row in rows}
    for row in rows:
        pupil = by_number.get(row.student_number)
        if pupil is None and row.resident_id:
            candidate = by_id.get(row.resident_id)
            if candidate and candidate.student_number not in still_there:
                pupil = candidate
        if pupil is None:
            new.append(row)
            continue
        matched.add(pupil.student_number)
        if changes := _changes(pupil, row):
            changed.append(Changed(pupil, row, changes))
        else:
            unchanged.append(row)
    gone = (pupil for number, pupil in by_number.items() if number not in matched)
    return Comparison(tuple(new), tuple(changed), tuple(unchanged), tuple(gone))


def _changes(known: Known, row: PupilRow) -> tuple[FieldChange, ...]:
    fields = ("student_number", "name", "gender", "class_name", "campus", "resident_id", "birth")
    changes = [
        FieldChange(field, getattr(known, field), getattr(row, field))
        for field in fields
        if getattr(row, field) is not None and getattr(row, field) != getattr(known, field)
    ]
    guardians = _told_guardians(known.guardians, row.guardians)
    if guardians and set(guardians) != set(known.guardians):
        changes.append(FieldChange("guardians", known.guardians, guardians))
    return tuple(changes)


def _told_guardians(
    known: tuple[GuardianRow, ...], told: tuple[GuardianRow, ...]
) -> tuple[GuardianRow, ...]:
    """The adults of the new roll, with what it does not say of them filled from what is known."""
    before = {(guardian.name, guardian.phone): guardian for guardian in known}
    return tuple(
        _filled(guardian, before.get((guardian.name, guardian.phone))) for guardian in told
    )


def _filled(told: GuardianRow, known: GuardianRow | None) -> GuardianRow:
    if known is None:
        return told

    return GuardianRow(
        name=told.name,
        phone=told.phone,
        relation=known.relation if told.relation is None else told.relation,
        resident_id=known.resident_id if told.resident_id is None else told.resident_id,
        is_guardian=known.is_guardian if told.is_guardian is None else told.is_guardian,
        collecting=known.collecting if told.collecting is None else told.collecting,
        is_emergency_contact=known.is_emergency_contact
        if told.is_emergency_contact is None
        else told.is_emergency_contact,
    )
