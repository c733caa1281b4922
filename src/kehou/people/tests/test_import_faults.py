from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kehou.ordinance.roles import Role
from kehou.people.actions import preview_import
from kehou.people.models import Pupil, RollImport
from kehou.people.testing import AFTERNOON, sign_in, somebody
from kehou.people.tests.rolls import a_line, a_roll
from kehou.platform.workbook.grid import read_workbook
from kehou.schools.testing import a_class, a_school, the_term

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from kehou.schools.models import School

pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> "School":
    the_term()
    school = a_school()
    a_class(school, grade=3, number=1)
    return school


@pytest.fixture
def signed_in(client: Client, school: "School", at_time: "Callable[[datetime], None]") -> Client:
    at_time(AFTERNOON)
    sign_in(client, somebody(Role.OFFICE, school))
    return client


def waiting(school: "School", *lines: list[str]) -> RollImport:
    return preview_import(
        actor=somebody(Role.OFFICE, school),
        at=AFTERNOON,
        school=school,
        kind=RollImport.Kind.ROLL,
        file_name="名册.xlsx",
        content=a_roll(*lines),
    )


def address(handed_in: RollImport, page: str = "import_preview") -> str:
    return reverse(f"people:{page}", args=[handed_in.pk])


def test_the_good_lines_go_in_and_the_others_come_back_as_a_file(
    signed_in: Client, school: "School"
) -> None:
    handed_in = waiting(school, a_line("林一"), a_line("林二", class_name="三（8）班"))

    others = signed_in.get(address(handed_in, "import_faults"))
    answer = signed_in.post(address(handed_in), {"decision": "good_rows"})

    (sheet,) = read_workbook(others.content)
    assert [row[0] for row in sheet.rows] == ["姓名", "林二"]
    assert "没有“三（8）班”" in str(sheet.rows[1][-1])
    assert answer.status_code == 302
    assert [p.person.name for p in Pupil.objects.filter(school=school)] == ["林一"]
    assert signed_in.get(address(handed_in, "import_faults")).status_code == 404


def test_the_number_of_queries_stays(signed_in: Client, school: "School") -> None:
    counted = []
    for rows in (1, 3, 9):
        handed_in = waiting(school, *[a_line(phone="123") for _ in range(rows)])
        with CaptureQueriesContext(connection) as queries:
            signed_in.get(address(handed_in, "import_faults"))
        counted.append(len(queries))

    assert counted == counted[:1] * 3


def test_the_faults_of_another_school_are_not_there(signed_in: Client) -> None:
    other = a_school()
    a_class(other, grade=3, number=1)
    foreign = waiting(other, a_line(phone="123"))

    assert signed_in.get(address(foreign, "import_faults")).status_code == 404
