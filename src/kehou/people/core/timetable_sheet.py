"""The timetable of the staff, as a list of lessons or as a grid of days and periods."""

from dataclasses import replace

from kehou.ordinance.bilingual import Bilingual
from kehou.people.core.lessons import SUBJECT_CHARACTERS_MAX, Lesson, period, weekday
from kehou.people.core.staff_sheet import staff_number
from kehou.people.core.timetable_grid import GridReading, read_grid
from kehou.platform.workbook import cells
from kehou.platform.workbook.columns import Column, Description
from kehou.platform.workbook.grid import Source
from kehou.platform.workbook.names import person_name
from kehou.platform.workbook.tables import Line, Reading, Table
from kehou.schools.core.class_columns import CLASS, GRADE, class_of, refuse_lost_zeros
from kehou.schools.core.class_names import ClassName

NAME = Column(
    "name",
    Bilingual("姓名", "Name"),
    person_name,
    aliases=("xm", "xingming", "教师姓名", "教师", "任课教师", "teacher"),
    is_required=True,
    example="张敏",
)
STAFF_NUMBER = Column(
    "staff_number",
    Bilingual("工号", "Staff number"),
    staff_number,
    aliases=("gh", "gonghao", "教职工号", "教师工号", "职工号"),
    about=Bilingual("有同名教师时必须填", "Needed where two teachers share a name"),
    example="T0012",
    is_text=True,
)
WEEKDAY = Column(
    "weekday",
    Bilingual("星期", "Weekday"),
    weekday,
    aliases=("xq", "xingqi", "周几", "星期几", "day"),
    is_required=True,
    example="星期一",
    choices=("星期一", "星期二", "星期三", "星期四", "星期五"),
)
PERIOD = Column(
    "period",
    Bilingual("节次", "Period"),
    period,
    aliases=("jc", "jieci", "第几节", "节", "课节"),
    is_required=True,
    example="第1节",
)
SUBJECT = Column(
    "subject",
    Bilingual("学科", "Subject"),
    cells.short_text(SUBJECT_CHARACTERS_MAX),
    aliases=("xk", "xueke", "课程", "科目", "任教学科", "课程名称"),
    is_required=True,
    example="语文",
)
TAUGHT_CLASS = replace(CLASS, is_required=False)
LESSONS = Description(
    Bilingual("教师课表", "Staff timetable"),
    (NAME, STAFF_NUMBER, WEEKDAY, PERIOD, SUBJECT, GRADE, TAUGHT_CLASS),
)


def read_timetable(source: Source, *, school_year: int, first_grade: int = 1) -> Reading[Lesson]:
    """Read when the staff teach, so that no duty ever cuts a lesson (5.1.a)."""
    table = Table()
    grids = GridReading()
    table.read(
        source,
        LESSONS,
        lambda sheet: read_grid(sheet, grids, school_year=school_year, first_grade=first_grade),
    )
    classes = {
        line: class_of(line, school_year=school_year, first_grade=first_grade)
        for line in table.lines
    }
    refuse_lost_zeros(classes)
    table.forbid_twice(PERIOD, "lesson_twice", _when)
    listed = table.reading(lambda line: _lesson(line, classes[line]))
    return Reading(
        rows=(*listed.rows, *grids.lessons),
        faults=(*listed.faults, *grids.faults, *grids.taught_twice()),
        notes=(*listed.notes, *grids.notes),
        given_back=listed.given_back,
        lines=listed.lines,
    )


def _when(line: Line) -> tuple[str, int, int] | None:
    """Who teaches and when, once the line tells all three."""
    who, day, hour = line[STAFF_NUMBER] or line[NAME], line[WEEKDAY], line[PERIOD]
    return (who, day, hour) if who and day and hour else None


def _lesson(line: Line, class_name: ClassName | None) -> Lesson:
    return Lesson(
        place=line.place,
        staff_name=line.given(NAME),
        staff_number=line[STAFF_NUMBER],
        weekday=line.given(WEEKDAY),
        period=line.given(PERIOD),
        subject=line.given(SUBJECT),
        class_name=class_name,
    )
