"""The table of a school's rooms: campus, floor, name, how many they hold, what they are for."""

import re
from dataclasses import dataclass
from enum import StrEnum

from kehou.kernel.explained import refuse
from kehou.ordinance.bilingual import Bilingual
from kehou.platform.workbook import cells
from kehou.platform.workbook.columns import Column, Description
from kehou.platform.workbook.grid import Source, Value
from kehou.platform.workbook.tables import Line, Place, Reading, read_table
from kehou.schools.core.class_columns import CAMPUS

CAPACITY_MOST = 2000
FLOORS = range(-5, 61)

_FLOOR = re.compile(r"(负|地下|-|b)?([0-9]{1,2}|[一二三四五六七八九十])(?:楼|层|f)?", re.IGNORECASE)
_FLOOR_DIGITS = "一二三四五六七八九十"


class RoomKind(StrEnum):
    """What a room is for."""

    CLASSROOM = "classroom"
    HALL = "hall"
    SPORTS = "sports"
    LABORATORY = "laboratory"
    ART = "art"
    COMPUTER = "computer"
    LIBRARY = "library"
    OTHER = "other"


KINDS_SAID = {
    RoomKind.CLASSROOM: ("教室", "普通教室", "班级教室", "课室", "classroom"),
    RoomKind.HALL: ("礼堂", "报告厅", "多功能厅", "会议室", "食堂", "hall"),
    RoomKind.SPORTS: ("运动场", "操场", "体育馆", "风雨操场", "球场", "田径场", "游泳馆", "sports"),
    RoomKind.LABORATORY: ("实验室", "科学实验室", "科学教室", "laboratory", "lab"),
    RoomKind.ART: (
        "音美教室",
        "美术室",
        "美术教室",
        "音乐室",
        "音乐教室",
        "舞蹈室",
        "书法室",
        "art",
    ),
    RoomKind.COMPUTER: ("计算机室", "电脑室", "机房", "计算机教室", "信息教室", "computer"),
    RoomKind.LIBRARY: ("图书馆", "图书室", "阅览室", "library"),
    RoomKind.OTHER: ("其他", "其它", "other"),
}


def floor(value: Value) -> int | None:
    """A floor: 3, 3楼, 三层, B1 or 负一楼; those below the ground are negative."""
    written = cells.compact(value)
    if written is None:
        return None
    found = _FLOOR.fullmatch(written)
    if not found:
        raise refuse("not_a_floor")
    said = found[2]
    number = int(said) if said.isdecimal() else _FLOOR_DIGITS.index(said) + 1
    number = -number if found[1] else number
    if not number or number not in FLOORS:
        raise refuse("not_a_floor")
    return number


FLOOR = Column(
    "floor",
    Bilingual("楼层", "Floor"),
    floor,
    aliases=("lc", "louceng", "层", "所在楼层"),
    about=Bilingual("地下用负数", "Negative below the ground"),
    example="3",
)
NAME = Column(
    "name",
    Bilingual("名称", "Room"),
    cells.short_text(40),
    aliases=("mc", "mingcheng", "教室名称", "场地名称", "房间名称", "教室", "场地", "房间", "name"),
    is_required=True,
    about=Bilingual("同一校区内不能重名", "Unique on its campus"),
    example="音乐室1",
)
CAPACITY = Column(
    "capacity",
    Bilingual("容量", "Capacity"),
    cells.whole(1, CAPACITY_MOST),
    aliases=("rl", "rongliang", "容纳人数", "可容纳人数", "座位数", "人数", "seats"),
    is_required=True,
    about=Bilingual("最多可容纳的学生人数", "How many pupils it holds at most"),
    example="45",
)
KIND = Column(
    "kind",
    Bilingual("类型", "Kind"),
    cells.one_of(KINDS_SAID),
    aliases=("lx", "leixing", "教室类型", "场地类型", "房间类型", "用途", "type"),
    about=Bilingual("不填按“其他”登记", "Blank counts as other"),
    example="教室",
    choices=tuple(said[0] for said in KINDS_SAID.values()),
)
ROOMS = Description(Bilingual("场地", "Rooms"), (CAMPUS, FLOOR, NAME, CAPACITY, KIND))


@dataclass(frozen=True, slots=True)
class RoomRow:
    """One room as the sheet tells it; no campus where the school has only one."""

    place: Place
    campus: str | None
    floor: int | None
    name: str
    capacity: int
    kind: RoomKind


def read_rooms(source: Source) -> Reading[RoomRow]:
    """Read the rooms of a school; two of one name on one campus are refused (7.3.c)."""
    table = read_table(source, ROOMS)
    table.forbid_twice(NAME, "room_twice", lambda line: line[NAME] and (line[CAMPUS], line[NAME]))
    return table.reading(_room)


def _room(line: Line) -> RoomRow:
    return RoomRow(
        place=line.place,
        campus=line[CAMPUS],
        floor=line[FLOOR],
        name=line.given(NAME),
        capacity=line.given(CAPACITY),
        kind=line[KIND] or RoomKind.OTHER,
    )
