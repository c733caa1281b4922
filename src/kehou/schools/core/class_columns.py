"""The columns by which a table says where a class or a pupil belongs: campus, grade, class.

Grade and class are read together, since each may say what the other leaves open; so these columns
keep their cells as stored and `class_of` reads the two of a line.
"""

from collections.abc import Mapping
from functools import partial

from kehou.kernel.explained import Reason
from kehou.ordinance.bilingual import Bilingual
from kehou.platform.workbook import cells
from kehou.platform.workbook.columns import Column
from kehou.platform.workbook.grid import Value
from kehou.platform.workbook.tables import Line
from kehou.schools.core.class_names import ClassName, lost_zero, read_class, read_grades, was_day

CAMPUS = Column(
    "campus",
    Bilingual("校区", "Campus"),
    cells.short_text(30),
    aliases=("xq", "xiaoqu", "所在校区", "所属校区", "校园"),
    about=Bilingual("只有一个校区时可不填", "Leave blank if the school has one campus"),
    example="南校区",
)
GRADE: Column[Value] = Column(
    "grade",
    Bilingual("年级", "Grade"),
    cells.as_stored,
    aliases=("nj", "nianji", "所在年级", "就读年级", "年级名称"),
    about=Bilingual("班级已写明年级时可不填", "Leave blank if the class names its grade"),
    example="一年级",
    is_text=True,
)
CLASS: Column[Value] = Column(
    "class",
    Bilingual("班级", "Class"),
    cells.as_stored,
    aliases=(
        "bj",
        "banji",
        "班",
        "班号",
        "bh",
        "所在班级",
        "行政班",
        "班级名称",
        "bjmc",
        "classname",
    ),
    is_required=True,
    about=Bilingual("如一（1）班、1.1、101 或一年级1班", "For example 一（1）班, 1.1 or 101"),
    example="一（1）班",
    is_text=True,
)


def class_of(line: Line, *, school_year: int, first_grade: int) -> ClassName | None:
    """The class that a line names; what cannot be read becomes a fault of its column (3.1)."""
    year = {"school_year": school_year, "first_grade": first_grade}
    grades = line.read(GRADE, partial(read_grades, **year)) or ()
    if line[GRADE] is not None and not grades:
        # Without the grade the class cannot be judged; one fault is enough.
        return None
    read = line.read(CLASS, partial(read_class, grades=grades, **year))
    if read and was_day(line[CLASS]):
        line.note(CLASS, Reason("class_was_a_day", "", {"read": str(read)}))
    return read


def refuse_lost_zeros(classes: Mapping[Line, ClassName | None]) -> None:
    """Refuse 1.1 where 1.10 may be meant, once all classes of the table are known (3.1)."""
    known = {name for name in classes.values() if name}
    for line, name in classes.items():
        if name and (reason := lost_zero(line[CLASS], name, known)):
            line.against(CLASS, reason)
