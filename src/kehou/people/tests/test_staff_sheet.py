from datetime import date

from kehou.people.core.staff_sheet import STAFF, StaffRow, read_staff
from kehou.people.tests.bent_lines import a_resident_id
from kehou.platform.tests.workbook import files
from kehou.platform.workbook.tables import Fault, Place
from kehou.platform.workbook.writing import write_template

HEADER = (
    *("姓名", "工号", "身份证号", "手机", "职务", "任教学科"),
    *("教师资格证号", "入职时间", "查询日期"),
)
BORN = date(1986, 6, 12)


def told(faults: tuple[Fault, ...]) -> list[str]:
    return [f"{fault.reason.code} {fault.column}{fault.row}" for fault in faults]


def test_reads_a_member_of_the_staff() -> None:
    number = a_resident_id(2, BORN)
    line = ["张 敏", "t001", number, 13912345678, "年级组长", "语文、道德与法治 语文"]
    days = ["20144403012000123", "2014.9.1", date(2025, 8, 20)]

    reading = read_staff(files.workbook([HEADER, [*line, *days]], "教师"))

    assert (reading.faults, reading.notes) == ((), ())
    assert reading.rows == (
        StaffRow(
            place=Place("教师", 2),
            staff_number="T001",
            name="张敏",
            phone="13912345678",
            resident_id=number,
            position="年级组长",
            subjects=("语文", "道德与法治"),
            qualification="20144403012000123",
            joined_on=date(2014, 9, 1),
            vetted_on=date(2025, 8, 20),
        ),
    )


def test_tells_every_fault_and_every_staff_number_used_twice() -> None:
    content = files.workbook(
        [
            HEADER,
            ["张敏", 1, None, "13912345678", None, "语" * 21],
            ["𠮷敏", 1, a_resident_id(2, BORN, "990101"), "13912345678"],
            ["张敏", "工" * 21, None, None, None, None, "123", "九月"],
            ["王强", 4, None, "13912345678", None, None, 20144403012000123],
            ["李强", 5, None, "0755-26001234"],
        ]
    )

    reading = read_staff(content)

    assert told(reading.faults) == [
        *("staff_twice B2", "text_too_long F2", "staff_twice B3"),
        *("text_too_long B4", "value_missing D4", "qualification_malformed G4", "not_a_day H4"),
        "digits_lost G5",
    ]
    assert told(reading.notes) == [
        *("namesakes A2", "name_with_rare_character A3", "resident_id_of_unknown_area C3")
    ]
    assert [(row.name, row.subjects) for row in reading.rows] == [("李强", ())]


def test_its_template_is_read_without_a_remark() -> None:
    for language in ("zh-hans", "en"):
        reading = read_staff(write_template(STAFF, language))
        assert told(reading.faults) == ["no_rows 1"]
        assert reading.notes == ()
