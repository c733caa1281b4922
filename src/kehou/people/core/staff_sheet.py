"""The table of a school's staff, all of whom can be caretakers."""

import re
from dataclasses import dataclass
from datetime import date

from kehou.kernel.explained import Reason, refuse
from kehou.ordinance.bilingual import Bilingual
from kehou.people.core.identity import has_known_area, resident_id
from kehou.platform.workbook import cells
from kehou.platform.workbook.columns import Column, Description
from kehou.platform.workbook.grid import Source, Value
from kehou.platform.workbook.names import has_rare_character, person_name
from kehou.platform.workbook.tables import Line, Place, Reading, read_table

STAFF_NUMBER_CHARACTERS_MAX = 20
SUBJECT_CHARACTERS_MAX = 20

_QUALIFICATION = re.compile("[0-9]{15}|[0-9]{17}")
_BETWEEN_SUBJECTS = re.compile(r"[、,;/|\s]+")


def staff_number(value: Value) -> str | None:
    """工号, as the school gives it. A number cell is fine: it is short."""
    written = cells.compact(value)
    if written and len(written) > STAFF_NUMBER_CHARACTERS_MAX:
        raise refuse("text_too_long", most=STAFF_NUMBER_CHARACTERS_MAX)
    return written and written.upper()


def subjects(value: Value) -> tuple[str, ...] | None:
    """One subject or several in a cell: 语文、道德与法治."""
    written = cells.text(value)
    if written is None:
        return None
    found = tuple(dict.fromkeys(part for part in _BETWEEN_SUBJECTS.split(written) if part))
    if any(len(subject) > SUBJECT_CHARACTERS_MAX for subject in found):
        raise refuse("text_too_long", most=SUBJECT_CHARACTERS_MAX)
    return found


def qualification(value: Value) -> str | None:
    """教师资格证号: seventeen digits, fifteen in old certificates (5.1.a)."""
    written = cells.long_id(value)
    if written and not _QUALIFICATION.fullmatch(written):
        raise refuse("qualification_malformed", "5.1.a", length=len(written))
    return written


NAME = Column(
    "name",
    Bilingual("姓名", "Name"),
    person_name,
    aliases=("xm", "xingming", "教师姓名", "教职工姓名", "jsxm", "staffname"),
    is_required=True,
    example="张敏",
)
STAFF_NUMBER = Column(
    "staff_number",
    Bilingual("工号", "Staff number"),
    staff_number,
    aliases=("gh", "gonghao", "教职工号", "教工号", "jzgh", "职工号", "教师编号"),
    is_required=True,
    about=Bilingual("本校内不重复，今后以它认人", "Unique in the school; people are found by it"),
    example="T0012",
    is_text=True,
)
RESIDENT_ID = Column(
    "resident_id",
    Bilingual("身份证号", "Resident id"),
    resident_id,
    aliases=("sfzjh", "sfzh", "shenfenzhenghao", "身份证", "身份证号码", "身份证件号", "证件号码"),
    about=Bilingual(
        "18 位；先把列设为文本格式再粘贴", "18 signs; set the column to text before pasting"
    ),
    example="440305198606120020",
    is_text=True,
)
PHONE = Column(
    "phone",
    Bilingual("电话", "Phone"),
    cells.phone,
    aliases=(
        "dh",
        "lxdh",
        "dianhua",
        "手机",
        "手机号",
        "手机号码",
        "联系电话",
        "联系方式",
        "mobile",
    ),
    is_required=True,
    about=Bilingual("每格一个号码", "One number a cell"),
    example="13912345678",
    is_text=True,
)
POSITION = Column(
    "position",
    Bilingual("职务", "Position"),
    cells.short_text(40),
    aliases=("zw", "zhiwu", "岗位", "行政职务"),
    example="年级组长",
)
SUBJECTS = Column(
    "subjects",
    Bilingual("任教学科", "Subjects"),
    subjects,
    aliases=("rjxk", "学科", "任教科目", "科目", "xk", "subject"),
    about=Bilingual("多个学科用顿号分开", "Several are parted by commas"),
    example="语文、道德与法治",
)
QUALIFICATION = Column(
    "qualification",
    Bilingual("教师资格证号", "Qualification certificate"),
    qualification,
    aliases=("jszgzh", "资格证号", "教师资格证号码", "教师资格证书号", "资格证书号码"),
    about=Bilingual("17 位，旧证 15 位", "17 digits, 15 in old certificates"),
    example="20144403012000123",
    is_text=True,
)
JOINED_ON = Column(
    "joined_on",
    Bilingual("入职日期", "Joined on"),
    cells.day,
    aliases=("rzrq", "入职时间", "到校日期", "进校日期", "来校时间", "入校日期"),
    example="2014-09-01",
)
VETTED_ON = Column(
    "vetted_on",
    Bilingual("查询日期", "Vetted on"),
    cells.day,
    aliases=("cxrq", "入职查询日期", "违法犯罪记录查询日期", "准入查询日期", "从业查询日期"),
    about=Bilingual(
        "最近一次违法犯罪记录查询的日期，只记日期", "The day of the last vetting, nothing else"
    ),
    example="2025-08-20",
)
STAFF = Description(
    Bilingual("教职工", "Staff"),
    (
        *(NAME, STAFF_NUMBER, RESIDENT_ID, PHONE, POSITION, SUBJECTS),
        *(QUALIFICATION, JOINED_ON, VETTED_ON),
    ),
)


@dataclass(frozen=True, slots=True)
class StaffRow:
    """One member of the staff as the sheet tells it; None is what it does not say."""

    place: Place
    staff_number: str
    name: str
    phone: str
    resident_id: str | None = None
    position: str | None = None
    subjects: tuple[str, ...] = ()
    qualification: str | None = None
    joined_on: date | None = None
    vetted_on: date | None = None


def read_staff(source: Source) -> Reading[StaffRow]:
    """Read a school's staff, with every fault of every line at once (7.1.b)."""
    table = read_table(source, STAFF)
    for line in table.lines:
        name, number = line[NAME], line[RESIDENT_ID]
        if name and has_rare_character(name):
            line.note(NAME, Reason("name_with_rare_character"))
        if number and not has_known_area(number):
            line.note(RESIDENT_ID, Reason("resident_id_of_unknown_area"))
    table.forbid_twice(STAFF_NUMBER, "staff_twice")
    table.forbid_twice(RESIDENT_ID, "resident_id_twice")
    table.note_twice(NAME, "namesakes")
    return table.reading(_staff)


def _staff(line: Line) -> StaffRow:
    return StaffRow(
        place=line.place,
        staff_number=line.given(STAFF_NUMBER),
        name=line.given(NAME),
        phone=line.given(PHONE),
        resident_id=line[RESIDENT_ID],
        position=line[POSITION],
        subjects=line[SUBJECTS] or (),
        qualification=line[QUALIFICATION],
        joined_on=line[JOINED_ON],
        vetted_on=line[VETTED_ON],
    )
