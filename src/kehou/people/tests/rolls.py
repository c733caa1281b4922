"""Rolls for the tests: lines of pupils with numbers that are valid, and the workbooks of them."""

from datetime import date
from itertools import count

from stdnum.cn.ric import calc_check_digit

from kehou.platform.tests.workbook.files import workbook

TITLES = (
    *("姓名", "学籍号", "身份证号", "班级"),
    *("监护人1姓名", "监护人1关系", "监护人1电话", "监护人1身份证号", "监护人1可接送"),
)
_numbers = count(1)


def a_resident_id(born: date = date(2017, 5, 2)) -> str:
    """A girl's number that nobody else in the test has."""
    serial = next(_numbers)
    body = f"44{serial // 500 % 10000:04d}{born:%Y%m%d}{serial % 500 * 2:03d}"
    return body + calc_check_digit(f"{body}0")


def a_phone() -> str:
    return f"139{next(_numbers):08d}"


def a_line(
    name: str = "林小雨",
    *,
    number: str = "",
    resident_id: str | None = None,
    class_name: str = "三（1）班",
    adult: str = "林母",
    relation: str = "母亲",
    phone: str | None = None,
    adult_id: str = "",
    collecting: str = "",
) -> list[str]:
    """One line of a roll; say only what the test is about."""
    own_id = a_resident_id() if resident_id is None else resident_id
    return [
        *(name, number or f"G{own_id}", own_id, class_name),
        *(adult, relation, a_phone() if phone is None else phone, adult_id, collecting),
    ]


def a_roll(*lines: list[str]) -> bytes:
    return workbook([TITLES, *lines])
