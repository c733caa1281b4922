from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kehou.funds.pages.settlements import MONTHS_A_PAGE
from kehou.funds.permissions import READERS
from kehou.funds.testing import OCTOBER, SEPTEMBER, a_settlement
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, sign_in, somebody
from kehou.schools.testing import a_school

pytestmark = pytest.mark.django_db

URL = reverse("funds:settlements")


@pytest.fixture(autouse=True)
def _in_term(at_time: Any) -> None:
    at_time(AFTERNOON)


def test_shows_each_month_in_its_newest_version_with_its_sum(client: Client) -> None:
    school = a_school()
    for version, participants in ((1, 2), (2, 1)):
        a_settlement(school, version=version, participants=participants)
    a_settlement(school, month=OCTOBER, participants=7)
    sign_in(client, somebody(Role.SCHOOL_FINANCE, school))

    answer = client.get(URL)

    shown = [(row.month, row.version) for row in answer.context["page"]]
    assert shown == [(OCTOBER, 1), (SEPTEMBER, 2)]
    text = answer.content.decode()
    assert "3,500.00" in text
    assert "第1学期：7名学生，每人500.00元，共3,500.00元。" in text
    assert reverse("funds:settle") in text


@pytest.mark.parametrize("role", READERS)
def test_shows_no_school_out_of_reach(role: Role, client: Client) -> None:
    school, foreign = a_school(), a_school()
    own = a_settlement(school)
    others = a_settlement(foreign)
    sign_in(client, somebody(role, school))

    shown = set(client.get(URL).context["page"])

    whole_city = role in (Role.CITY_FINANCE, Role.AUDITOR)
    assert shown == ({own, others} if whole_city else {own})


def test_an_empty_list_says_what_to_do(client: Client) -> None:
    sign_in(client, somebody(Role.PRINCIPAL))

    answer = client.get(URL)

    assert "还没有核算任何月份" in answer.content.decode()
    assert reverse("funds:settle") not in answer.content.decode()


def test_nine_rows_take_as_many_queries_as_one(client: Client) -> None:
    sign_in(client, somebody(Role.CITY_FINANCE))
    counts = []
    for more in (1, 2, 6):
        for _ in range(more):
            a_settlement(a_school())
        with CaptureQueriesContext(connection) as queries:
            client.get(URL)
        counts.append(len(queries))

    assert counts == counts[:1] * 3


def test_a_whole_city_is_read_page_by_page(client: Client) -> None:
    for _ in range(MONTHS_A_PAGE + 1):
        a_settlement(a_school())
    sign_in(client, somebody(Role.CITY_FINANCE))

    assert len(client.get(URL).context["page"]) == MONTHS_A_PAGE
    assert len(client.get(URL, {"page": 2}).context["page"]) == 1


@pytest.mark.parametrize("role", [Role.GUARDIAN, Role.STAFF, Role.SAFETY_OFFICER])
def test_nobody_else_reads_them(role: Role, client: Client) -> None:
    sign_in(client, somebody(role))

    assert client.get(URL).status_code == 403
