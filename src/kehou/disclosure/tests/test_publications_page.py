from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kehou.disclosure.models import Publication
from kehou.disclosure.testing import a_draft, a_statement
from kehou.funds.testing import OCTOBER, a_settlement
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, sign_in, somebody
from kehou.schools.testing import a_school

pytestmark = pytest.mark.django_db

URL = reverse("disclosure:publications")


@pytest.fixture(autouse=True)
def _in_term(at_time: Any) -> None:
    at_time(AFTERNOON)


def test_finance_drafts_a_settled_month(client: Client) -> None:
    school = a_school()
    a_settlement(school)
    sign_in(client, somebody(Role.SCHOOL_FINANCE, school))

    answer = client.post(URL, {"month": "2026-09-01"})

    assert (answer.status_code, answer["Location"]) == (302, URL)
    assert Publication.objects.get().school == school


@pytest.mark.parametrize("month", ["", "2026-10-01", "nonsense"])
def test_answers_422_to_a_month_not_settled_and_changes_nothing(month: str, client: Client) -> None:
    school = a_school()
    a_settlement(school)
    a_settlement(a_school(), month=OCTOBER)
    sign_in(client, somebody(Role.SCHOOL_FINANCE, school))

    assert client.post(URL, {"month": month}).status_code == 422
    assert not Publication.objects.exists()


def test_says_why_a_month_is_not_drafted_twice(client: Client) -> None:
    draft = a_draft(a_school())
    sign_in(client, somebody(Role.SCHOOL_FINANCE, draft.school))

    answer = client.post(URL, {"month": "2026-09-01"})

    assert answer.status_code == 422
    assert "2026年9月的公示稿已按最新核算生成" in answer.content.decode()


def test_the_principal_is_shown_what_to_sign_and_no_other_school_s(client: Client) -> None:
    draft, foreign = a_draft(a_school()), a_draft(a_school())
    sign_in(client, somebody(Role.PRINCIPAL, draft.school))

    text = client.get(URL).content.decode()

    assert reverse("disclosure:publish", args=[draft.pk]) in text
    assert reverse("disclosure:publish", args=[foreign.pk]) not in text
    assert "起草公示" not in text


def test_a_newer_draft_puts_the_older_aside(client: Client) -> None:
    school = a_school()
    a_statement(school, published=False)
    newer = a_statement(school, version=2, published=False)
    sign_in(client, somebody(Role.PRINCIPAL, school))

    assert list(client.get(URL).context["drafts"]) == [newer]


def test_an_empty_page_says_what_to_do(client: Client) -> None:
    sign_in(client, somebody(Role.SCHOOL_FINANCE))

    text = client.get(URL).content.decode()

    assert "还没有核算过的月份" in text
    assert reverse("funds:settle") in text


@pytest.mark.parametrize("role", [Role.OFFICE, Role.PRINCIPAL])
def test_whoever_only_reads_does_not_draft(role: Role, client: Client) -> None:
    school = a_school()
    a_settlement(school)
    sign_in(client, somebody(role, school))

    assert client.get(URL).status_code == 200
    assert client.post(URL, {"month": "2026-09-01"}).status_code == 403
    assert not Publication.objects.exists()


def test_nine_rows_take_as_many_queries_as_one(client: Client) -> None:
    school, counts, version = a_school(), [], 0
    sign_in(client, somebody(Role.SCHOOL_FINANCE, school))
    for more in (1, 2, 6):
        for _ in range(more):
            version += 1
            a_settlement(school, version=version)
            a_statement(school, version=version)
            a_statement(school, month=OCTOBER, version=version, published=False)
        with CaptureQueriesContext(connection) as queries:
            client.get(URL)
        counts.append(len(queries))

    assert counts == counts[:1] * 3


@pytest.mark.parametrize("role", [Role.GUARDIAN, Role.STAFF, Role.AUDITOR, Role.DISTRICT_FINANCE])
def test_nobody_else_sees_drafts(role: Role, client: Client) -> None:
    sign_in(client, somebody(role, a_school()))

    assert client.get(URL).status_code == 403
