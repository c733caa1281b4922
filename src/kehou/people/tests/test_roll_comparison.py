from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kehou.people.core.guardian_columns import Collecting, GuardianRow, Relation
from kehou.people.core.identity import Gender
from kehou.people.core.roll_comparison import FieldChange, Known, compare
from kehou.people.core.roll_sheet import PupilRow
from kehou.people.tests.bent_lines import BIRTH, a_resident_id
from kehou.platform.workbook.tables import Place
from kehou.schools.core.class_names import ClassName

MOTHER = GuardianRow("王芳", "13912345678", Relation.MOTHER, collecting=Collecting.YES)
FATHER = GuardianRow("李强", "13812345678", Relation.FATHER)


def a_row(serial: int = 1) -> PupilRow:
    number = a_resident_id(serial)
    return PupilRow(
        place=Place("名册", serial + 1),
        student_number=f"G{number}",
        name="李明",
        gender=Gender.BOY,
        class_name=ClassName(1, 1),
        campus="南校区",
        resident_id=number,
        birth=BIRTH,
        guardians=(MOTHER,),
    )


def known_as(row: PupilRow) -> Known:
    return Known(
        row.student_number,
        row.name,
        row.gender,
        row.class_name,
        row.campus,
        row.resident_id,
        row.birth,
        row.guardians,
    )


def test_tells_new_changed_unchanged_and_gone() -> None:
    new, changed, same, gone = (a_row(serial) for serial in range(4))
    moved = replace(changed, class_name=ClassName(1, 2), name="李铭")

    comparison = compare(map(known_as, (changed, same, gone)), (new, moved, same))

    assert comparison.new == (new,)
    (change,) = comparison.changed
    assert (change.known, change.row) == (known_as(changed), moved)
    assert change.changes == (
        FieldChange("name", "李明", "李铭"),
        FieldChange("class_name", ClassName(1, 1), ClassName(1, 2)),
    )
    assert comparison.unchanged == (same,)
    assert comparison.gone == (known_as(gone),)


def test_what_the_file_leaves_blank_changes_nothing() -> None:
    row = replace(a_row(), campus=None, resident_id=None, birth=None, guardians=())

    assert compare([known_as(a_row())], [row]).unchanged == (row,)


def test_what_was_never_told_is_a_change() -> None:
    known = replace(known_as(a_row()), campus=None, guardians=())

    (change,) = compare([known], [a_row()]).changed

    assert [c.field for c in change.changes] == ["campus", "guardians"]


def test_a_lasting_number_replaces_one_for_the_time_being() -> None:
    row = a_row()
    temporary = replace(known_as(row), student_number="L440305201801071234")

    comparison = compare([temporary], [row])

    (change,) = comparison.changed
    assert change.changes == (
        FieldChange("student_number", "L440305201801071234", row.student_number),
    )
    assert (comparison.new, comparison.gone) == ((), ())


def test_one_known_pupil_is_never_matched_twice() -> None:
    row = a_row()
    other = replace(row, student_number="L440305201801071234")

    comparison = compare([known_as(row)], [row, other])

    assert (comparison.unchanged, comparison.new) == ((row,), (other,))


def test_a_name_alone_finds_nobody() -> None:
    comparison = compare([known_as(a_row(1))], [a_row(2)])

    assert len(comparison.new) == len(comparison.gone) == 1


def test_guardians_change_by_person_and_by_what_is_said_of_them() -> None:
    row = a_row()
    silent = replace(MOTHER, relation=None, collecting=None)
    forbidden = replace(MOTHER, collecting=Collecting.NEVER)

    assert compare([known_as(row)], [replace(row, guardians=(silent,))]).changed == ()
    (change,) = compare([known_as(row)], [replace(row, guardians=(forbidden, FATHER))]).changed
    assert change.changes == (FieldChange("guardians", (MOTHER,), (forbidden, FATHER)),)
    both = replace(row, guardians=(MOTHER, FATHER))
    assert compare([known_as(both)], [replace(row, guardians=(FATHER, MOTHER))]).changed == ()


@given(st.sets(st.integers(0, 30)), st.sets(st.integers(0, 30)))
def test_every_row_and_every_known_pupil_has_one_place(before: set[int], after: set[int]) -> None:
    known, rows = [known_as(a_row(n)) for n in before], [a_row(n) for n in after]

    comparison = compare(known, rows)

    assert {row.place for row in comparison.new} == {a_row(n).place for n in after - before}
    assert len(comparison.unchanged) == len(before & after)
    assert {pupil.student_number for pupil in comparison.gone} == {
        a_row(n).student_number for n in before - after
    }
