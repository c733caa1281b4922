"""The table of a school's classes by day: grade, class, class teacher, room, campus."""

from dataclasses import dataclass

from kehou.ordinance.bilingual import Bilingual
from kehou.platform.workbook import cells
from kehou.platform.workbook.columns import Column, Description
from kehou.platform.workbook.grid import Source
from kehou.platform.workbook.names import person_name
from kehou.platform.workbook.tables import Place, Reading, read_table
from kehou.schools.core.class_columns import CAMPUS, CLASS, GRADE, class_of, refuse_lost_zeros
from kehou.schools.core.class_names import ClassName

CLASS_TEACHER = Column(
    "class_teacher",
    Bilingual("班主任", "Class teacher"),
    person_name,
    aliases=("bzr", "banzhuren", "班主任姓名", "bzrxm"),
    example="张敏",
)
CLASS_TEACHER_NUMBER = Column(
    "class_teacher_number",
    Bilingual("班主任工号", "Class teacher's staff number"),
    cells.compact,
    aliases=("bzrgh", "班主任教职工号"),
    about=Bilingual("有同名教师时请填", "Needed where two teachers share a name"),
    example="T0012",
    is_text=True,
)
ROOM = Column(
    "room",
    Bilingual("教室", "Room"),
    cells.short_text(40),
    aliases=("js", "jiaoshi", "固定教室", "教室名称", "上课教室"),
    about=Bilingual("与场地表中的名称一致", "As named in the table of rooms"),
    example="一（1）班教室",
)
CLASSES = Description(
    Bilingual("班级", "Classes"),
    (CAMPUS, GRADE, CLASS, CLASS_TEACHER, CLASS_TEACHER_NUMBER, ROOM),
)


@dataclass(frozen=True, slots=True)
class ClassRow:
    """One class as the sheet tells it."""

    place: Place
    name: ClassName
    campus: str | None
    class_teacher: str | None
    class_teacher_number: str | None
    room: str | None


def read_classes(source: Source, *, school_year: int, first_grade: int = 1) -> Reading[ClassRow]:
    """Read the classes of a school year; one named twice is refused (3.1)."""
    table = read_table(source, CLASSES)
    names = {
        line: class_of(line, school_year=school_year, first_grade=first_grade)
        for line in table.lines
    }
    refuse_lost_zeros(names)
    table.forbid_twice(CLASS, "class_twice", names.get)
    read = {line: name for line, name in names.items() if name}
    return table.reading(
        lambda line: ClassRow(
            place=line.place,
            name=read[line],
            campus=line[CAMPUS],
            class_teacher=line[CLASS_TEACHER],
            class_teacher_number=line[CLASS_TEACHER_NUMBER],
            room=line[ROOM],
        )
    )
