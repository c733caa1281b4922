from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from kehou.ordinance.roles import Role
from kehou.schools.testing import AFTERNOON, a_room, a_school, the_term

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from kehou.schools.models import School

pytestmark = pytest.mark.django_db


@pytest.fixture
def school(at_time: "Callable[[datetime], None]") -> "School":
    at_time(AFTERNOON)
    the_term()
    return a_school()


@pytest.fixture
def signed_in(school: "School", signed_in_at: "Callable[[Role, School], Client]") -> Client:
    return signed_in_at(Role.OFFICE, school)


def test_the_own_list_is_exported_without_formulas(signed_in: Client, school: "School") -> None:
    room = a_room(school, capacity=40)
    room.name, room.floor = "=cmd", 3
    room.save()
    a_room(a_school())

    answer = signed_in.get(reverse("schools:rooms_export"))

    sheet = load_workbook(BytesIO(answer.content)).active
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["校区", "楼层", "场地名称", "类型", "容量"],
        ["北校园", 3, "'=cmd", "普通教室", 40],
    ]


def test_a_caretaker_takes_no_file(
    school: "School", signed_in_at: "Callable[[Role, School], Client]"
) -> None:
    client = signed_in_at(Role.STAFF, school)

    assert client.get(reverse("schools:rooms_export")).status_code == 403
