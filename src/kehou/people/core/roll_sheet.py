"""The roll: who is a pupil of the school, in which class, and which adults stand behind them."""

from dataclasses import dataclass
from datetime import date

from kehou.kernel.explained import Reason
from kehou.ordinance.bilingual import Bilingual
from kehou.people.core.guardian_columns import GUARDIANS, GuardianRow, guardian_of
from kehou.people.core.identity import (
    Gender,
    birth_in,
    birth_of,
    gender_of,
    has_known_area,
    resident_id,
    resident_id_in,
    student_number,
)
from kehou.platform.workbook import cells
from kehou.platform.workbook.columns import Column, Description
from kehou.platform.workbook.grid import Source, Value
from kehou.platform.workbook.names import has_rare_character, person_name
from kehou.platform.workbook.tables import Line, Place, Reading, read_table
from kehou.schools.core.class_columns import CAMPUS, CLASS, GRADE, class_of, refuse_lost_zeros
from kehou.schools.core.class_names import ClassName

# Years of age in the first September of the school year; outside of these somebody should look.
USUAL_AGES = range(5, 18)

GENDERS_SAID = {
    Gender.GIRL: ("女", "女生", "女性", "2", "f", "female", "girl"),
    Gender.BOY: ("男", "男生", "男性", "1", "m", "male", "boy"),
}

NAME = Column(
    "name",
    Bilingual("姓名", "Name"),
    person_name,
    aliases=("xm", "xingming", "学生姓名", "xsxm", "名字", "pupilname", "studentname"),
    is_required=True,
    example="李明",
)
GENDER = Column(
    "gender",
    Bilingual("性别", "Gender"),
    cells.one_of(GENDERS_SAID),
    aliases=("xb", "xingbie", "学生性别", "sex"),
    about=Bilingual("填了身份证号时可不填", "May be left blank if the resident id is given"),
    example="男",
    choices=("女", "男"),
)
STUDENT_NUMBER = Column(
    "student_number",
    Bilingual("学籍号", "Student number"),
    student_number,
    aliases=("xjh", "xuejihao", "全国学籍号", "学籍号码", "学生学籍号", "学籍编号", "qgxjh"),
    is_required=True,
    about=Bilingual(
        "G、J 或 L 开头，共 19 位；先把列设为文本格式再粘贴",
        "G, J or L and 18 signs; set the column to text before pasting",
    ),
    example="G440305201503070010",
    is_text=True,
)
# Kept as stored: what kind of number it is stands in another column.
RESIDENT_ID: Column[Value] = Column(
    "resident_id",
    Bilingual("身份证号", "Resident id"),
    cells.as_stored,
    aliases=(
        *("sfzjh", "sfzh", "shenfenzhenghao", "身份证", "身份证号码", "身份证件号", "公民身份号码"),
        *("身份证件号码", "证件号码", "学生身份证号", "residentidentitynumber"),
    ),
    about=Bilingual(
        "18 位；先把列设为文本格式再粘贴", "18 signs; set the column to text before pasting"
    ),
    example="440305201503070010",
    is_text=True,
)
ID_KIND = Column(
    "id_kind",
    Bilingual("证件类型", "Kind of id"),
    cells.compact,
    aliases=("身份证件类型", "zjlx", "sfzjlx"),
    about=Bilingual(
        "不填即居民身份证；其他证件的号码不读取",
        "Blank for resident id; numbers of others are not read",
    ),
    example="居民身份证",
)
BIRTH = Column(
    "birth",
    Bilingual("出生日期", "Date of birth"),
    cells.day,
    aliases=("csrq", "chushengriqi", "出生年月日", "出生年月", "生日", "birthday", "birthdate"),
    about=Bilingual("填了身份证号时可不填", "May be left blank if the resident id is given"),
    example="2015-03-07",
)
ROLL = Description(
    Bilingual("学生名册", "Roll"),
    (
        *(NAME, GENDER, STUDENT_NUMBER, ID_KIND, RESIDENT_ID, BIRTH, CAMPUS, GRADE, CLASS),
        *(column for columns in GUARDIANS for column in columns.all),
    ),
)

_RESIDENT_IDS = frozenset({"居民身份证", "身份证", "居民身份证件", "1", "01"})


@dataclass(frozen=True, slots=True)
class PupilRow:
    """One pupil as the roll tells it; None is what the roll does not say."""

    place: Place
    student_number: str
    name: str
    gender: Gender
    class_name: ClassName
    campus: str | None = None
    resident_id: str | None = None
    birth: date | None = None
    guardians: tuple[GuardianRow, ...] = ()


@dataclass(frozen=True, slots=True)
class _Identity:
    """What the numbers and cells of a line say together of who the pupil is."""

    resident_id: str | None
    gender: Gender | None
    birth: date | None


def read_roll(source: Source, *, school_year: int, first_grade: int = 1) -> Reading[PupilRow]:
    """Read a school's roll, with every fault of every line at once (3.1)."""
    table = read_table(source, ROLL)
    classes, identities, guardians = {}, {}, {}
    for line in table.lines:
        classes[line] = class_of(line, school_year=school_year, first_grade=first_grade)
        identities[line] = _identity(line)
        guardians[line] = _guardians(line)
        _remark(line, identities[line], school_year)
    refuse_lost_zeros(classes)
    table.forbid_twice(STUDENT_NUMBER, "pupil_twice")
    table.forbid_twice(RESIDENT_ID, "resident_id_twice", lambda line: identities[line].resident_id)
    table.note_twice(NAME, "namesakes")
    return table.reading(
        lambda line: _pupil(line, identities[line], classes[line], guardians[line])
    )


def _pupil(
    line: Line,
    identity: _Identity,
    class_name: ClassName | None,
    guardians: tuple[GuardianRow, ...],
) -> PupilRow:
    assert identity.gender, "a line that does not tell the gender has a fault"
    assert class_name, "a line whose class cannot be read has a fault"
    return PupilRow(
        place=line.place,
        student_number=line.given(STUDENT_NUMBER),
        name=line.given(NAME),
        gender=identity.gender,
        class_name=class_name,
        campus=line[CAMPUS],
        resident_id=identity.resident_id,
        birth=identity.birth,
        guardians=guardians,
    )


def _identity(line: Line) -> _Identity:
    """Who the pupil is. The numbers, the birth and the gender must agree (3.1)."""
    number, written = line[STUDENT_NUMBER], _written_id(line)
    inside = resident_id_in(number) if number else None
    if written and inside and written != inside:
        line.against(STUDENT_NUMBER, Reason("student_number_contradicts_id", "3.1"))
    known = written or inside
    births = [birth_of(known)] if known else [birth_in(number)] if number else []
    if line[BIRTH] and births and line[BIRTH] != births[0]:
        line.against(BIRTH, Reason("birth_contradicts_id"))
    gender = gender_of(known) if known else None
    if gender and line[GENDER] not in (None, gender):
        line.against(GENDER, Reason("gender_contradicts_id"))
    if not gender and not line[GENDER] and not line.is_faulty(GENDER, STUDENT_NUMBER, RESIDENT_ID):
        line.against(GENDER, Reason("gender_unknown"))
    return _Identity(known, line[GENDER] or gender, line[BIRTH] or next(iter(births), None))


def _written_id(line: Line) -> str | None:
    """The resident id in its own column; the number of another document is left unread."""
    kind = line[ID_KIND]
    if kind and kind not in _RESIDENT_IDS:
        line.note(ID_KIND, Reason("other_id_not_read"))
        return None
    return line.read(RESIDENT_ID, resident_id)


def _remark(line: Line, identity: _Identity, school_year: int) -> None:
    """What is possible but should be looked at once more."""
    name = line[NAME]
    if name and has_rare_character(name):
        line.note(NAME, Reason("name_with_rare_character"))
    if identity.resident_id and not has_known_area(identity.resident_id):
        line.note(RESIDENT_ID, Reason("resident_id_of_unknown_area"))
    if identity.birth:
        begins = date(school_year, 9, 1)
        had_birthday = (identity.birth.month, identity.birth.day) <= (begins.month, begins.day)
        age = begins.year - identity.birth.year - (not had_birthday)
        if age not in USUAL_AGES:
            line.note(BIRTH, Reason("age_unusual", "", {"age": age}))


def _guardians(line: Line) -> tuple[GuardianRow, ...]:
    found: list[GuardianRow] = []
    for columns in GUARDIANS:
        guardian = guardian_of(line, columns)
        if guardian and any((g.name, g.phone) == (guardian.name, guardian.phone) for g in found):
            line.against(columns.name, Reason("guardian_twice", "7.3.a"))
        elif guardian:
            found.append(guardian)
    if not found and not line.is_faulty(*(c for columns in GUARDIANS for c in columns.all)):
        line.note(GUARDIANS[0].name, Reason("pupil_without_guardian", "7.3.a", {"times": 1}))
    return tuple(found)
