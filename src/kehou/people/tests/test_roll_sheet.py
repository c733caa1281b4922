from datetime import date
from io import BytesIO

from openpyxl import load_workbook

from kehou.people.core.guardian_columns import Collecting, GuardianRow, Relation
from kehou.people.core.identity import Gender
from kehou.people.core.roll_sheet import PupilRow, read_roll
from kehou.people.tests.bent_lines import a_resident_id, a_roll
from kehou.people.tests.crooked import CROOKED
from kehou.platform.tests.workbook import files
from kehou.platform.workbook.tables import Place
from kehou.schools.core.class_names import ClassName


def test_reads_a_pupil_with_all_that_is_said() -> None:
    (row,) = read_roll(a_roll(), school_year=2025).rows

    number = a_resident_id(1)
    assert row == PupilRow(
        place=Place("名册", 2),
        student_number=f"G{number}",
        name="赵安博",
        gender=Gender.BOY,
        class_name=ClassName(1, 1),
        campus=None,
        resident_id=number,
        birth=date(2018, 1, 7),
        guardians=(GuardianRow("王芳", "13900000001", Relation.MOTHER, collecting=Collecting.YES),),
    )


def test_numbers_tell_what_the_columns_leave_out() -> None:
    silent = {"身份证号": None, "性别": None, "出生日期": None}

    row = read_roll(a_roll(silent), school_year=2025).rows[1]

    assert (row.gender, row.birth) == (Gender.GIRL, date(2018, 1, 7))
    assert row.resident_id == a_resident_id(2)


def test_the_relation_of_father_and_mother_is_in_their_heading() -> None:
    content = CROOKED["father_and_mother_instead_of_guardians"].make()

    (row,) = read_roll(content, school_year=2025).rows

    assert [(g.name, g.relation) for g in row.guardians] == [
        ("李强", Relation.FATHER),
        ("王芳", Relation.MOTHER),
    ]


def test_each_right_of_an_adult_is_read_apart() -> None:
    adult = [
        "监护人1姓名",
        "监护人1电话",
        "监护人1是否监护人",
        "监护人1可接送",
        "监护人1紧急联系人",
    ]
    content = files.workbook(
        [
            ["姓名", "学籍号", "班级", *adult],
            ["李明", f"G{a_resident_id(1)}", "一(1)班", "李老", "13912345678", "否", "禁止", "是"],
        ]
    )

    (row,) = read_roll(content, school_year=2025).rows

    (guardian,) = row.guardians
    assert guardian.is_guardian is False
    assert guardian.collecting is Collecting.NEVER
    assert guardian.is_emergency_contact is True
    assert guardian.relation is None


def test_a_guardian_named_twice_is_a_fault() -> None:
    header = ["姓名", "学籍号", "班级", "家长1", "家长1手机", "母亲", "母亲手机"]
    adults = ["王芳", "13912345678"] * 2
    content = files.workbook([header, ["李明", f"G{a_resident_id(1)}", "一(1)班", *adults]])

    reading = read_roll(content, school_year=2025)

    assert [(f.reason.code, f.column) for f in reading.faults] == [("guardian_twice", "F")]


def test_a_junior_school_counts_its_years_of_entry_from_grade_seven() -> None:
    content = a_roll({"年级": "2024级", "班级": "2班"})

    assert read_roll(content, school_year=2025).rows[1].class_name == ClassName(2, 2)
    junior = read_roll(content, school_year=2025, first_grade=7)
    assert junior.rows[1].class_name == ClassName(8, 2)


def test_what_stands_below_another_heading_is_about_somebody_else() -> None:
    adults = ["王芳", "13912345678", "13800000000", "姑姑", "李强", "13812345678", "禁止"]
    content = files.workbook(
        [
            ["学生信息", None, None, "监护人", None, "备用联系人", None, "监护人二", None, None],
            ["姓名", "学籍号", "班级", "姓名", "电话", "电话", "关系", "姓名", "电话", "可接送"],
            ["李明", f"G{a_resident_id(1)}", "一(1)班", *adults],
        ]
    )
    book = load_workbook(BytesIO(content))
    for area in ("A1:C1", "D1:E1", "F1:G1", "H1:J1"):
        book.active.merge_cells(area)

    reading = read_roll(files.saved(book), school_year=2025)

    assert reading.faults == ()
    assert [(note.reason.code, note.column) for note in reading.notes] == [
        ("column_not_read", "F"),
        ("column_not_read", "G"),
    ]
    assert reading.rows[0].guardians == (
        GuardianRow("王芳", "13912345678"),
        GuardianRow("李强", "13812345678", collecting=Collecting.NEVER),
    )
