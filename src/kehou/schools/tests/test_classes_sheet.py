from kehou.platform.tests.workbook import files
from kehou.platform.workbook.tables import Place
from kehou.schools.core.class_names import ClassName
from kehou.schools.core.classes_sheet import ClassRow, read_classes


def test_reads_classes_with_their_teachers_and_rooms() -> None:
    content = files.workbook(
        [
            ["年级", "班", "班主任", "班主任工号", "教室", "校区"],
            ["一年级", 1, " 张 敏", "T001", "101室", "南校区"],
            ["一年级", "2班", None, None, None, None],
        ],
        "班级",
    )

    reading = read_classes(content, school_year=2025)

    assert reading.faults == ()
    assert reading.rows == (
        ClassRow(Place("班级", 2), ClassName(1, 1), "南校区", "张敏", "T001", "101室"),
        ClassRow(Place("班级", 3), ClassName(1, 2), None, None, None, None),
    )


def test_a_class_named_twice_in_two_ways_is_refused_at_both() -> None:
    content = files.workbook(
        [["年级", "班级"], [None, "一（1）班"], ["1", "1"], [None, "一（2）班"], ["十", "3"]]
    )

    reading = read_classes(content, school_year=2025)

    assert [(f.reason.code, f.column, f.row) for f in reading.faults] == [
        ("class_twice", "B", 2),
        ("class_twice", "B", 3),
        ("grade_unreadable", "A", 5),
    ]
    assert [row.name for row in reading.rows] == [ClassName(1, 2)]


def test_numbers_with_a_lost_zero_are_refused_where_it_matters() -> None:
    rows = [["班级", "教室"], *[[1 + number / 10, "a"] for number in range(1, 10)], [2.1, "b"]]

    reading = read_classes(files.workbook(rows), school_year=2025)

    assert [(f.reason.code, f.row) for f in reading.faults] == [("class_lost_zero", 2)]
    assert len(reading.rows) == 9
