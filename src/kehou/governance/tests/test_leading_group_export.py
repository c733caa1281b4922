"""The leading group as a file (7.1.a)."""

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from kehou.governance.actions import end_membership
from kehou.governance.models import Membership
from kehou.governance.testing import a_leading_group, a_membership
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, sign_in, somebody
from kehou.schools.testing import a_school

if TYPE_CHECKING:
    from kehou.schools.models import School

pytestmark = pytest.mark.django_db

PAGE = "governance:leading_group_export"


def test_the_file_has_every_office_and_no_formula(client: Client, school: "School") -> None:
    head, member = a_leading_group(school, members=1)
    end_membership(
        actor=head, at=AFTERNOON, membership=Membership.objects.get(person=member.somebody)
    )
    a_membership(school, post="=1+1")
    sign_in(client, somebody(Role.OFFICE, school))

    answer = client.get(reverse(PAGE, args=[school.pk]))

    sheet = load_workbook(BytesIO(answer.content)).active
    titles, first, ended, last = [[cell.value for cell in line] for line in sheet.iter_rows()]
    assert titles == ["姓名", "组内职务", "行政职务", "任职起", "任职止"]
    assert first[:2] == ["李校长", "组长"]
    assert ended[4].date() == AFTERNOON.date()
    assert last[2] == "'=1+1"


def test_another_schools_group_does_not_exist(client: Client, school: "School") -> None:
    theirs = a_school()
    a_leading_group(theirs)
    sign_in(client, somebody(Role.PRINCIPAL, school))

    assert client.get(reverse(PAGE, args=[theirs.pk])).status_code == 404
