from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from openpyxl import load_workbook

from kehou.ordinance.roles import Role
from kehou.people.queries.known_roll import student_number_of
from kehou.people.testing import AFTERNOON, a_guardian, a_pupil, sign_in, somebody
from kehou.platform.models import JournalEntry
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


def test_an_export_is_the_list_without_a_formula(signed_in: Client, school: "School") -> None:
    pupil = a_pupil(school, name="=1+1")
    a_guardian(pupil, name="@SUM")

    answer = signed_in.get(f"{ROLL}export/")

    sheet = load_workbook(BytesIO(answer.content)).active
    titles, row = [[cell.value for cell in line] for line in sheet.iter_rows()]
    assert titles == ["班级", "姓名", "性别", "在籍起始日"]
    assert row[1] == "'=1+1"
    assert "@SUM" not in str(row)
    assert student_number_of(pupil) not in str(row)


def test_whoever_takes_the_roll_away_is_written_down(signed_in: Client, school: "School") -> None:
    a_pupil(school)

    signed_in.get(f"{ROLL}export/")

    entry = JournalEntry.objects.get(act="people.roll_exported")
    assert (entry.subject_id, entry.detail) == (str(school.pk), {"pupils": 1})
