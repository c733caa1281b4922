from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, a_member_of_staff, sign_in, somebody
from kehou.schools.testing import a_school

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from kehou.schools.models import School

pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> "School":
    return a_school()


@pytest.fixture
def signed_in(client: Client, school: "School", at_time: "Callable[[datetime], None]") -> Client:
    at_time(AFTERNOON)
    sign_in(client, somebody(Role.OFFICE, school))
    return client


def test_an_export_has_no_formula(signed_in: Client, school: "School") -> None:
    member = a_member_of_staff(school, name="=1+1")

    answer = signed_in.get(reverse("people:staff_export"))

    sheet = load_workbook(BytesIO(answer.content)).active
    titles, row = [[cell.value for cell in line] for line in sheet.iter_rows()]
    assert titles == ["工号", "姓名", "职务", "任教学科", "查询日期"]
    assert row[:2] == [member.staff_number, "'=1+1"]
