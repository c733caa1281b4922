import pytest
from openpyxl import Workbook

from kehou.kernel.explained import Refused
from kehou.people.core.lessons import Lesson, period, taught, weekday
from kehou.people.core.timetable_sheet import LESSONS, read_timetable
from kehou.platform.tests.workbook import files
from kehou.platform.workbook.grid import Value
from kehou.platform.workbook.tables import Fault, Place, Reading
from kehou.platform.workbook.writing import write_template
from kehou.schools.core.class_names import ClassName

DAYS = ["星期一", "星期二", "星期三", "星期四", "星期五"]


def read(content: bytes) -> Reading[Lesson]:
    return read_timetable(content, school_year=2025)


def told(faults: tuple[Fault, ...]) -> list[str]:
    return [f"{fault.reason.code} {fault.sheet}!{fault.column}{fault.row}" for fault in faults]


def when(lesson: Lesson) -> tuple[str, int, int, str, str]:
    return (
        lesson.staff_name,
        lesson.weekday,
        lesson.period,
        lesson.subject,
        str(lesson.class_name or ""),
    )


def test_reads_a_list_of_lessons() -> None:
    content = files.workbook(
        [
            ["工号", "姓名", "星期", "节次", "学科", "年级", "班级"],
            ["T1", "张敏", "星期一", "第1节", "语文", "一年级", 1],
            [None, "王强", "周3", 2, "教研", None, None],
        ],
        "课表",
    )

    reading = read(content)

    assert reading.faults == ()
    assert reading.rows == (
        Lesson(Place("课表", 2), "张敏", "T1", 1, 1, "语文", ClassName(1, 1)),
        Lesson(Place("课表", 3), "王强", None, 3, 2, "教研", None),
    )


def test_a_list_with_two_lessons_at_once_is_refused_at_both() -> None:
    content = files.workbook(
        [
            ["姓名", "星期", "节次", "学科", "班级"],
            ["张敏", "周一", 1, "语文", "101"],
            ["张敏", "星期一", "第一节", "语文", "102"],
            ["张敏", "星期八", 16, "语文", "102"],
        ],
        "课表",
    )

    assert told(read(content).faults) == [
        *("lesson_twice 课表!C2", "lesson_twice 课表!C3"),
        *("not_a_weekday 课表!B4", "not_a_period 课表!C4"),
    ]


def test_reads_a_grid_for_each_teacher_named_above_it_or_by_its_sheet() -> None:
    book = Workbook()
    for title, above in (
        ("表一", ["教师：张 敏   工号：T1"]),
        ("表二", ["姓名", "王强", "工号", "T2"]),
        ("赵安老师课程表", ["2025年秋季"]),
        ("Sheet4", ["钱博老师课表"]),
    ):
        sheet = book.create_sheet(title)
        sheet.append(above)
        sheet.append(["节次", *DAYS])
        sheet.append(["第1节（8:00-8:40）", "语文 一（1）班", None, "一（2）班语文"])
        sheet.append(["午休", "值班"])
        sheet.append([None])
        sheet.append(["第二节", None, "教研"])
    del book["Sheet"]

    reading = read(files.saved(book))

    assert reading.faults == ()
    assert told(reading.notes) == [
        f"line_passed_over {sheet}!4" for sheet in ("表一", "表二", "赵安老师课程表", "Sheet4")
    ]
    assert [lesson.staff_number for lesson in reading.rows] == ["T1"] * 3 + ["T2"] * 3 + [None] * 6
    for at, name in enumerate(("张敏", "王强", "赵安", "钱博")):
        assert [when(lesson) for lesson in reading.rows[at * 3 : at * 3 + 3]] == [
            (name, 1, 1, "语文", "一（1）班"),
            (name, 3, 1, "语文", "一（2）班"),
            (name, 2, 2, "教研", ""),
        ]


@pytest.mark.parametrize("is_merged", [True, False])
def test_reads_a_grid_of_all_teachers_under_days_and_periods(is_merged: bool) -> None:
    book = Workbook()
    sheet = book.active
    sheet.append(["教师任课总表"])
    sheet.append(["姓名", "工号", "周一", None, "周二", None, "周三", None])
    sheet.append([None, None, 1, 2, 1, 2, 1, 2])
    sheet.append(["张敏", "T1", "语文 101", None, None, "语文102", None, None])
    sheet.append([None] * 8)
    sheet.append(["王强", None, None, "数学\n一（1）班", None, None, None, "体育"])
    if is_merged:
        for area in ("C2:D2", "E2:F2", "G2:H2", "A2:A3", "B2:B3"):
            sheet.merge_cells(area)

    reading = read(files.saved(book))

    assert (reading.faults, reading.notes) == ((), ())
    assert [when(lesson) for lesson in reading.rows] == [
        ("张敏", 1, 1, "语文", "一（1）班"),
        ("张敏", 2, 2, "语文", "一（2）班"),
        ("王强", 1, 2, "数学", "一（1）班"),
        ("王强", 3, 2, "体育", ""),
    ]


def test_faults_of_a_grid_name_the_cell() -> None:
    book = Workbook()
    book.active.title = "Sheet1"
    book.active.append(["节次", *DAYS])
    book.active.append([1, "语文 101"])
    for title in ("张敏", "张敏 (2)"):
        sheet = book.create_sheet(title)
        sheet.append(["教师：张敏"])
        sheet.append(["节次", *DAYS])
        sheet.append([1, "语文 101", "语文3班", "#N/A", "语" * 21])

    reading = read(files.saved(book))

    wrong = ["lesson_unreadable {}!C3", "cell_has_error {}!D3", "text_too_long {}!E3"]
    assert told(reading.faults) == [
        "teacher_not_named Sheet1!A1",
        *(fault.format("张敏") for fault in wrong),
        *(fault.format("张敏 (2)") for fault in wrong),
        "lesson_twice 张敏 (2)!3",
    ]


def test_a_line_of_a_grid_without_its_teacher_is_a_fault() -> None:
    rows = [["姓名", "周一", "周二", "周三"], [None, 1, 1, 1], [None, "语文 101", None, None]]

    assert told(read(files.workbook(rows, "总表")).faults) == ["teacher_not_named 总表!A3"]


@pytest.mark.parametrize(
    ("value", "subject", "class_name"),
    [
        ("语文 一（1）班", "语文", ClassName(1, 1)),
        ("语文一(1)班", "语文", ClassName(1, 1)),
        ("一（1）班 语文", "语文", ClassName(1, 1)),
        ("一（1）语文", "语文", ClassName(1, 1)),
        ("语文\n101", "语文", ClassName(1, 1)),
        ("语文（一1班）", "语文", ClassName(1, 1)),
        ("道德与法治 七（12）班", "道德与法治", ClassName(7, 12)),
        ("一（1）班班会", "班会", ClassName(1, 1)),
        ("教研", "教研", None),
        ("班会", "班会", None),
        ("升旗 仪式", "升旗仪式", None),
    ],
)
def test_reads_what_a_cell_says_is_taught(
    value: Value, subject: str, class_name: ClassName | None
) -> None:
    assert taught(value, school_year=2025, first_grade=1) == (subject, class_name)


@pytest.mark.parametrize("value", ["语文 3班", "一（1）班", "体育 一（1）班、一（2）班", "语文9"])
def test_refuses_a_cell_that_names_no_single_class(value: Value) -> None:
    with pytest.raises(Refused) as refused:
        taught(value, school_year=2025, first_grade=1)

    assert refused.value.against[0].code == "lesson_unreadable"


@pytest.mark.parametrize(
    ("value", "day"),
    [("星期一", 1), ("周日", 7), ("星期天", 7), ("礼拜3", 3), ("Tue", 2), ("Friday", 5), (4, 4)],
)
def test_reads_a_weekday(value: Value, day: int) -> None:
    assert weekday(value) == day


@pytest.mark.parametrize(
    ("value", "number"),
    [("第1节", 1), ("第十二节", 12), ("3", 3), (3, 3), ("2 8:50-9:30", 2), ("五", 5), (None, None)],
)
def test_reads_a_period(value: Value, number: int | None) -> None:
    assert period(value) == number


def test_its_template_is_read_without_a_remark() -> None:
    for language in ("zh-hans", "en"):
        reading = read(write_template(LESSONS, language))
        assert [fault.reason.code for fault in reading.faults] == ["no_rows"]
        assert reading.notes == ()


def test_a_file_that_is_no_timetable_is_refused() -> None:
    assert told(read(b"").faults) == ["workbook_empty !0"]
    assert told(read(files.workbook([["电话"]], "表")).faults) == ["header_not_found 表!0"]
