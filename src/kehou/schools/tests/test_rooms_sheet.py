import pytest

from kehou.kernel.explained import Refused
from kehou.platform.tests.workbook import files
from kehou.platform.workbook.grid import Value
from kehou.platform.workbook.tables import Place
from kehou.schools.core.rooms_sheet import RoomKind, RoomRow, floor, read_rooms


def test_reads_rooms() -> None:
    content = files.workbook(
        [
            ["场地一览表"],
            ["校区", "楼层", "教室名称", "容量（人）", "类型"],
            ["南校区", "三楼", " 音乐室１ ", "45人", "音乐教室"],
            [None, None, "操场", 300, None],
        ],
        "场地",
    )

    reading = read_rooms(content)

    assert reading.faults == ()
    assert reading.rows == (
        RoomRow(Place("场地", 3), "南校区", 3, "音乐室1", 45, RoomKind.ART),
        RoomRow(Place("场地", 4), None, None, "操场", 300, RoomKind.OTHER),
    )


def test_two_rooms_of_one_name_on_one_campus_are_refused() -> None:
    content = files.workbook(
        [
            ["校区", "名称", "容量", "类型"],
            ["南", "音乐室", 45, "教室"],
            ["北", "音乐室", 45, "教室"],
            ["南", "音乐室", 40, "厨房"],
            [None, None, 0, None],
        ]
    )

    reading = read_rooms(content)

    assert [(f.reason.code, f.column, f.row) for f in reading.faults] == [
        ("room_twice", "B", 2),
        ("room_twice", "B", 4),
        ("not_in_the_list", "D", 4),
        ("value_missing", "B", 5),
        ("number_out_of_range", "C", 5),
    ]
    assert reading.faults[0].reason.facts == {"rows": ("4",)}
    assert [row.campus for row in reading.rows] == ["北"]


@pytest.mark.parametrize(
    ("value", "number"),
    [
        *(("3", 3), (3, 3), ("3楼", 3), ("三层", 3), ("十楼", 10), ("3F", 3), ("B1", -1)),
        *(("负一楼", -1), (-2, -2), ("地下1层", -1), ("", None)),
    ],
)
def test_reads_a_floor(value: Value, number: int | None) -> None:
    assert floor(value) == number


@pytest.mark.parametrize("value", ["顶楼", "99", "-9", "1.5"])
def test_refuses_what_is_no_floor(value: Value) -> None:
    with pytest.raises(Refused) as refused:
        floor(value)

    assert refused.value.against[0].code == "not_a_floor"
