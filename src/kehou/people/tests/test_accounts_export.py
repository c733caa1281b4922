from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from kehou.ordinance.roles import Role
from kehou.people.testing import sign_in, somebody
from kehou.people.tests.seated import a_teacher
from kehou.schools.testing import a_school

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_the_afternoon")]


def test_the_file_holds_what_the_list_shows(client: Client) -> None:
    school = a_school()
    a_teacher(school)
    a_teacher(a_school())
    sign_in(client, somebody(Role.PRINCIPAL, school))

    answer = client.get("/people/accounts/export/")

    rows = list(load_workbook(BytesIO(answer.content)).active.values)
    assert [row[2] for row in rows[1:]] == [f"看护教师 {school.name}"]
