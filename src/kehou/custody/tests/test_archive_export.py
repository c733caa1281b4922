from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

import openpyxl
import pytest
from django.urls import reverse

from kehou.custody.testing import a_called_roll
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, a_pupil, sign_in, somebody
from kehou.rostering.testing import a_duty, a_group_with
from kehou.schools.testing import a_school

if TYPE_CHECKING:
    from django.test import Client

    from kehou.rostering.models import Duty

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _afternoon(at_time: Callable[[datetime], None]) -> None:
    at_time(AFTERNOON)


@pytest.fixture
def duty() -> "Duty":
    school = a_school()
    children = [a_pupil(school, name=name) for name in ("林小雨", "=陈晨")]
    duty = a_duty(a_group_with(children))
    a_called_roll(duty.group, duty, absent=children[1:])
    return duty


def address(duty: "Duty") -> str:
    return reverse("custody:archive_export", args=[duty.group_id])


def test_gives_the_month_of_a_group_as_a_workbook(client: "Client", duty: "Duty") -> None:
    sign_in(client, somebody(Role.OFFICE, duty.school))

    answer = client.get(address(duty), {"month": "2026-10"})

    (sheet,) = openpyxl.load_workbook(BytesIO(answer.content)).worksheets
    titles, first, second = sheet.iter_rows(values_only=True)
    assert titles == ("班级", "姓名", "10-14", "到", "迟到", "请假", "未到")
    assert first[1:] == ("林小雨", "✓", 1, 0, 0, 0)
    assert second[1:] == ("'=陈晨", "✗", 0, 0, 0, 1)


def test_knows_no_such_month(client: "Client", duty: "Duty") -> None:
    sign_in(client, somebody(Role.OFFICE, duty.school))

    assert client.get(address(duty), {"month": "soon"}).status_code == 404


def test_a_group_of_another_school_does_not_exist(client: "Client", duty: "Duty") -> None:
    sign_in(client, somebody(Role.OFFICE, a_school()))

    assert client.get(address(duty)).status_code == 404
