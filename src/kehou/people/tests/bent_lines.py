"""Sound lines of a roll, to be bent by the tests of crooked files."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from stdnum.cn.ric import calc_check_digit

from kehou.platform.tests.workbook import files

HEADER = (
    *("姓名", "性别", "学籍号", "身份证号", "出生日期", "年级", "班级"),
    *("监护人姓名", "关系", "电话", "可接送"),
)
BIRTH = date(2018, 1, 7)
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许"
GIVEN = "安博晨德恩芳国浩佳凯兰明宁鹏琪瑞诗婷文雪"


def a_resident_id(serial: int, birth: date = BIRTH, area: str = "440305") -> str:
    """A valid number; even serials are girls'."""
    number = f"{area}{birth:%Y%m%d}{serial:03d}"
    return number + calc_check_digit(number + "0")


def a_line(serial: int, changed: Mapping[str, Any] | None = None) -> list[Any]:
    """A pupil of class 一（1） in the order of the header, with some cells changed."""
    birth = date(2018, 1 + serial // 1000, 7)
    number = a_resident_id(serial % 1000, birth)
    said = {
        "姓名": SURNAMES[serial // 400 % 20] + GIVEN[serial // 20 % 20] + GIVEN[serial % 20],
        "性别": "男" if serial % 2 else "女",
        "学籍号": f"G{number}",
        "身份证号": number,
        "出生日期": birth,
        "年级": "一年级",
        "班级": "一（1）班",
        "监护人姓名": "王芳",
        "关系": "母亲",
        "电话": f"139{serial:08d}",
        "可接送": "是",
    }
    return [({**said, **(changed or {})})[title] for title in HEADER]


def a_roll(*changes: Mapping[str, Any]) -> bytes:
    """A roll of one sound pupil and one more for each set of changed cells."""
    lines = [a_line(serial, changed) for serial, changed in enumerate(changes, start=2)]
    return files.workbook([HEADER, a_line(1), *lines])
