from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from openpyxl import load_workbook

from kehou.ordinance.roles import Role
from kehou.people.queries.known_roll import student_number_of
from kehou.people.testing import AFTERNOON, a_guardian, a_pupil, sign_in, somebody
from kehou.schools.testing import a_school

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from kehou.schools.models import School

pytestmark = pytest.mark.django_db
ROLL = "/people/pupils/"


@pytest.fixture
def school() -> "School":
    return a_school()


@pytest.fixture
def signed_in(client: Client, school: "School", at_time: "Callable[[datetime], None]") -> Client:
    at_time(AFTERNOON)
    sign_in(client, somebody(Role.OFFICE, school))
    return client


def test_an_export_has_whom_to_call_and_no_formula(signed_in: Client, school: "School") -> None:
    pupil = a_pupil(school, name="=1+1")
    a_guardian(pupil, name="@SUM")

    answer = signed_in.get(f"{ROLL}export/")

    sheet = load_workbook(BytesIO(answer.content)).active
    titles, row = [[cell.value for cell in line] for line in sheet.iter_rows()]
    assert titles == ["班级", "姓名", "性别", "在籍起始日", "家长"]
    assert row[1] == "'=1+1"
    assert row[4].startswith("'@SUM 138")
    assert student_number_of(pupil) not in str(row)
