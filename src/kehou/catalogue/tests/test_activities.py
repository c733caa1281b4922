"""The list of activities (4.1)."""

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from kehou.catalogue.models import Activity
from kehou.catalogue.testing import an_activity
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, sign_in, somebody
from kehou.schools.testing import a_school

if TYPE_CHECKING:
    from django.http import HttpResponse

pytestmark = pytest.mark.django_db

URL = reverse("catalogue:activities")


@pytest.fixture(autouse=True)
def _in_term(at_time: Any) -> None:
    at_time(AFTERNOON)


def titles(answer: "HttpResponse") -> set[str]:
    return {activity.title for activity in answer.context["page"].object_list}  # type: ignore[attr-defined]


def test_the_office_sees_what_its_own_school_offers(client: Client) -> None:
    school = a_school()
    an_activity(school, title="国际象棋")
    an_activity(school, title="合唱", approved=False)
    an_activity(a_school(), title="别校的活动")
    sign_in(client, somebody(Role.OFFICE, school))

    answer = client.get(URL)

    assert answer.status_code == 200
    assert titles(answer) == {"国际象棋", "合唱"}
    assert "别校的活动" not in answer.content.decode()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"state": "draft"}, {"合唱"}),
        ({"kind": "homework_time"}, {"自主作业"}),
        ({"grade": "9"}, {"自主作业"}),
        ({"state": "draft", "kind": "homework_time"}, set()),
        ({"state": "no such state"}, {"国际象棋", "合唱", "自主作业"}),
    ],
)
def test_a_list_is_filtered(asked: dict[str, str], found: set[str], client: Client) -> None:
    school = a_school()
    an_activity(school, title="国际象棋", grades=(3,))
    an_activity(school, title="合唱", grades=(3,), approved=False)
    an_activity(school, title="自主作业", kind=Activity.Kind.HOMEWORK_TIME)
    sign_in(client, somebody(Role.OFFICE, school))

    assert titles(client.get(URL, asked)) == found


@pytest.mark.parametrize("role", [Role.OFFICE, Role.DISTRICT_REVIEWER])
def test_nine_rows_take_as_many_queries_as_one(role: Role, client: Client) -> None:
    school, counts = a_school(), []
    sign_in(client, somebody(role, school))
    for more in (1, 2, 6):
        for _ in range(more):
            an_activity(school)
        with CaptureQueriesContext(connection) as queries:
            client.get(URL)
        counts.append(len(queries))

    assert counts == counts[:1] * 3


def test_an_empty_list_says_what_to_do(client: Client) -> None:
    sign_in(client, somebody(Role.OFFICE))

    assert reverse("catalogue:write_activity") in client.get(URL).content.decode()


@pytest.mark.parametrize("role", [Role.GUARDIAN, Role.SCHOOL_FINANCE])
def test_others_are_turned_away(role: Role, client: Client) -> None:
    sign_in(client, somebody(role))

    assert client.get(URL).status_code == 403


def test_an_export_has_every_page_of_the_list_as_it_is_filtered(client: Client) -> None:
    school = a_school()
    for number in range(51):
        an_activity(school, title=f"=合唱{number}")
    an_activity(school, title="草稿", approved=False)
    sign_in(client, somebody(Role.OFFICE, school))

    answer = client.get(URL, {"export": "xlsx", "state": "approved", "page": "2"})

    titles, *lines = load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True)
    assert titles[:4] == ("活动", "类型", "学期", "学校")
    assert {line[0] for line in lines} == {f"'=合唱{number}" for number in range(51)}
    assert {line[3] for line in lines} == {school.name}


def test_the_number_of_queries_of_an_export_stays(client: Client) -> None:
    school = a_school()
    sign_in(client, somebody(Role.OFFICE, school))
    counted = []
    for _ in range(3):
        an_activity(school)
        with CaptureQueriesContext(connection) as queries:
            client.get(URL, {"export": "xlsx"})
        counted.append(len(queries))

    assert counted == counted[:1] * 3
