"""The register as a workbook (5.2.a)."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, sign_in, somebody
from kehou.providers.testing import admitted, an_institution
from kehou.schools.testing import a_school

pytestmark = pytest.mark.django_db


def test_the_lines_of_the_actors_own_register_and_no_formula(
    client: Client, at_time: Callable[[datetime], None]
) -> None:
    at_time(AFTERNOON)
    school = a_school()
    institution = an_institution("=1+1", district=school.district)
    admitted(institution, school.district)
    an_institution("别区机构")
    sign_in(client, somebody(Role.DISTRICT_REVIEWER, school))

    answer = client.get("/providers/register/?export=xlsx")

    sheet = load_workbook(BytesIO(answer.content)).active
    titles, *rows = [[cell.value for cell in line] for line in sheet.iter_rows()]
    assert titles[:3] == ["统一社会信用代码", "机构", "法定代表人"]
    (row,) = rows
    assert row[:3] == [institution.code, "'=1+1", "何法人"]
    assert row[7:] == [f"{school.district}：白名单内", 0, "否"]


def test_what_the_filter_leaves_out_stays_out(
    client: Client, at_time: Callable[[datetime], None]
) -> None:
    at_time(AFTERNOON)
    an_institution("晨光艺术")
    an_institution("星河体育")
    sign_in(client, somebody(Role.CITY_BUREAU))

    answer = client.get("/providers/register/?text=晨光&export=xlsx")

    _titles, *rows = load_workbook(BytesIO(answer.content)).active.values
    assert [row[1] for row in rows] == ["晨光艺术"]
