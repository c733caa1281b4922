import json
from hashlib import sha256
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kehou.disclosure.models import Publication
from kehou.disclosure.testing import a_draft, a_statement
from kehou.funds.testing import OCTOBER
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, sign_in, somebody
from kehou.schools.testing import a_school

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_term(at_time: Any) -> None:
    at_time(AFTERNOON)


def url(statement: Publication, month: str = "2026-09", version: int | None = None) -> str:
    code = statement.school.code
    return reverse("disclosure:month_file", args=[code, month, version or statement.version])


def test_anybody_computes_the_fingerprint_again(client: Client) -> None:
    draft = a_draft(a_school())
    principal = somebody(Role.PRINCIPAL, draft.school)
    sign_in(client, principal)
    client.post(
        reverse("disclosure:publish", args=[draft.pk]), {"content_hash": draft.content_hash}
    )

    answer = Client().get(url(draft))

    assert answer["Content-Type"] == "application/json"
    assert sha256(answer.content).hexdigest() == draft.content_hash
    told = json.loads(answer.content)
    assert (told["school"], told["month"], told["participants"]) == (
        draft.school.code,
        "2026-09",
        2,
    )


def test_each_version_has_its_own_file(client: Client) -> None:
    school = a_school()
    for version, participants in ((1, 2), (2, 1)):
        statement = a_statement(school, version=version, participants=participants)

        answer = client.get(url(statement))

        assert json.loads(answer.content)["participants"] == participants
        assert sha256(answer.content).hexdigest() == statement.content_hash
        assert f'"{school.code}-2026-09-v{version}.json"' in answer["Content-Disposition"]


@pytest.mark.parametrize("role", [Role.PUBLIC, Role.GUARDIAN, Role.PRINCIPAL])
def test_a_draft_has_no_file(role: Role, client: Client) -> None:
    draft = a_statement(a_school(), published=False)
    sign_in(client, somebody(role, draft.school))

    assert client.get(url(draft)).status_code == 404


@pytest.mark.parametrize(
    ("month", "version"), [("2026-10", 1), ("2026-09", 2), ("2026-13", 1), ("nonsense", 1)]
)
def test_a_month_or_version_never_published_is_not_found(
    month: str, version: int, client: Client
) -> None:
    statement = a_statement(a_school())
    a_statement(a_school(), month=OCTOBER)

    assert client.get(url(statement, month, version)).status_code == 404


def test_other_statements_cost_no_queries(client: Client) -> None:
    statement, counts, version = a_statement(a_school()), [], 1
    for more in (0, 2, 6):
        for _ in range(more):
            version += 1
            a_statement(statement.school, version=version)
        with CaptureQueriesContext(connection) as queries:
            client.get(url(statement))
        counts.append(len(queries))

    assert counts == counts[:1] * 3
