from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kehou.disclosure.testing import a_statement
from kehou.funds.testing import OCTOBER
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, sign_in, somebody
from kehou.schools.models import School
from kehou.schools.testing import a_school

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_term(at_time: Any) -> None:
    at_time(AFTERNOON)


def url(school: School) -> str:
    return reverse("disclosure:school", args=[school.code])


def test_anybody_reads_what_is_published_without_signing_in(client: Client) -> None:
    school = a_school()
    statement = a_statement(school, participants=7)
    a_statement(a_school(), participants=999)

    answer = client.get(url(school))

    text = answer.content.decode()
    assert answer.status_code == 200
    assert "3,500.00" in text
    assert statement.content_hash in text
    assert reverse("disclosure:month_file", args=[school.code, "2026-09", 1]) in text
    assert len(answer.context["months"]) == 1


def test_a_correction_stands_beside_what_it_corrects(client: Client) -> None:
    school = a_school()
    for version in (1, 2):
        a_statement(school, version=version)
    a_statement(school, month=OCTOBER)

    answer = client.get(url(school))

    shown = [(m.month.month, m.version, m.is_superseded) for m in answer.context["months"]]
    assert shown == [(10, 1, False), (9, 2, False), (9, 1, True)]
    assert answer.content.decode().count("已更正") == 1


@pytest.mark.parametrize("role", [Role.PUBLIC, Role.GUARDIAN, Role.PRINCIPAL, Role.CITY_FINANCE])
def test_a_draft_is_shown_to_nobody_here(role: Role, client: Client) -> None:
    school = a_school()
    draft = a_statement(school, published=False)
    sign_in(client, somebody(role, school))

    text = client.get(url(school)).content.decode()

    assert draft.content_hash not in text
    assert "还没有公示内容" in text


def test_a_school_that_does_not_exist_is_not_found(client: Client) -> None:
    assert client.get(reverse("disclosure:school", args=["0000000000"])).status_code == 404


def test_nine_months_take_as_many_queries_as_one(client: Client) -> None:
    school, counts, month = a_school(), [], 0
    for more in (1, 2, 6):
        for _ in range(more):
            month += 1
            a_statement(school, month=date(2026, month, 1))
        with CaptureQueriesContext(connection) as queries:
            client.get(url(school))
        counts.append(len(queries))

    assert counts == counts[:1] * 3
