import pytest

from kehou.people.core.identity import birth_of, resident_id, resident_id_in
from kehou.people.core.roll_sheet import ROLL
from kehou.people.core.staff_sheet import STAFF
from kehou.people.core.timetable_sheet import LESSONS
from kehou.platform.workbook import cells
from kehou.platform.workbook.columns import Description
from kehou.schools.core.class_names import read_class, read_grades
from kehou.schools.core.classes_sheet import CLASSES
from kehou.schools.core.rooms_sheet import ROOMS

TABLES = [ROLL, STAFF, LESSONS, CLASSES, ROOMS]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.title.en)
def test_every_example_and_choice_of_a_template_is_accepted(table: Description) -> None:
    for column in table.columns:
        for said in filter(None, (column.example, *column.choices)):
            assert column.parse(said) is not None, (column.name, said)
        assert column.example or column.choices or column.about.zh, column.name


def test_the_example_of_a_pupil_is_one_person() -> None:
    said = {column.name: column.example for column in ROLL.columns}

    assert resident_id(said["resident_id"]) == resident_id_in(said["student_number"])
    assert birth_of(said["resident_id"]) == cells.day(said["birth"])


def test_the_examples_of_class_and_grade_agree() -> None:
    grade, name = (
        next(c.example for c in ROLL.columns if c.name == wanted) for wanted in ("grade", "class")
    )

    assert read_class(name, school_year=2025, grades=read_grades(grade, school_year=2025))
