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
from kehou.schools.queries import school_of
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


def test_faults_are_told_with_their_place_and_stop_the_import(
    signed_in: Client, school: "School"
) -> None:
    handed_in = waiting(school, a_line("林一"), a_line("林二", phone="123"))

    shown = signed_in.get(address(handed_in)).content.decode()
    refused = signed_in.post(address(handed_in), {"decision": "all"})

    assert "不是完整的电话号码" in shown
    assert "G 监护人1电话" in shown
    assert refused.status_code == 422
    assert "没有导入任何内容" in refused.content.decode()
    assert not Pupil.objects.filter(school=school).exists()


def test_a_discarded_import_leads_back(signed_in: Client, school: "School") -> None:
    handed_in = waiting(school, a_line())

    answer = signed_in.post(address(handed_in), {"decision": "discard"})

    assert answer["Location"] == reverse("people:import_workbook")
    again = signed_in.post(address(handed_in), {"decision": "discard"})
    assert again.status_code == 422


def test_who_is_missing_is_proposed_and_leaves_only_if_ticked(
    signed_in: Client, school: "School"
) -> None:
    stays, goes = a_line("林留"), a_line("林离")
    first = waiting(school, stays, goes)
    signed_in.post(address(first), {"decision": "all"})
    second = waiting(school, stays)
    leaver = Pupil.objects.get(person__name="林离")

    shown = signed_in.get(address(second)).content.decode()
    signed_in.post(address(second), {"decision": "all", "leaving": [leaver.pk]})

    assert "林离" in shown
    leaver.refresh_from_db()
    assert leaver.on_roll_until is not None


def test_a_file_that_cannot_be_read_is_told_in_one_fault(
    signed_in: Client, school: "School"
) -> None:
    handed_in = preview_import(
        actor=somebody(Role.OFFICE, school),
        at=AFTERNOON,
        school=school,
        kind=RollImport.Kind.ROLL,
        file_name="名册.pdf",
        content=b"%PDF-1.7\n\x00",
    )

    shown = signed_in.get(address(handed_in))

    assert "不是能读取的表格文件" in shown.content.decode()
    assert signed_in.get(address(handed_in, "import_faults")).status_code == 200


def test_the_import_of_another_school_is_not_there(client: Client, school: "School") -> None:
    foreign = waiting(school, a_line())
    office = somebody(Role.OFFICE, at=AFTERNOON)
    own = waiting(school_of(office), a_line())
    sign_in(client, office)

    assert client.get(address(own)).status_code == 200
    for page in ("import_preview", "import_faults"):
        assert client.get(address(foreign, page)).status_code == 404
    assert client.post(address(foreign), {"decision": "all"}).status_code == 404


def test_the_number_of_queries_stays(signed_in: Client, school: "School") -> None:
    counted = []
    for rows in (1, 3, 9):
        handed_in = waiting(school, *[a_line() for _ in range(rows)])
        with CaptureQueriesContext(connection) as queries:
            signed_in.get(address(handed_in))
        counted.append(len(queries))

    assert counted == counted[:1] * 3
