from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kehou.disclosure.models import Publication
from kehou.disclosure.testing import a_draft
from kehou.funds.testing import a_settlement
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, sign_in, somebody
from kehou.schools.testing import a_school

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_term(at_time: Any) -> None:
    at_time(AFTERNOON)


@pytest.fixture
def draft(client: Client) -> Publication:
    draft = a_draft(a_school())
    sign_in(client, somebody(Role.PRINCIPAL, draft.school))
    return draft


def url(draft: Publication) -> str:
    return reverse("disclosure:publish", args=[draft.pk])


def is_public(draft: Publication) -> bool:
    draft.refresh_from_db()
    return draft.published_at is not None


def test_shows_what_the_public_will_see(draft: Publication, client: Client) -> None:
    text = client.get(url(draft)).content.decode()

    assert "1,000.00" in text
    assert draft.content_hash in text


def test_signs_what_was_read(draft: Publication, client: Client) -> None:
    answer = client.post(url(draft), {"content_hash": draft.content_hash})

    assert (answer.status_code, answer["Location"]) == (302, reverse("disclosure:publications"))
    assert is_public(draft)


@pytest.mark.parametrize("content_hash", ["", "0" * 64])
def test_answers_409_to_another_content_and_changes_nothing(
    content_hash: str, draft: Publication, client: Client
) -> None:
    assert client.post(url(draft), {"content_hash": content_hash}).status_code == 409
    assert not is_public(draft)


def test_a_second_tap_is_told_that_it_is_signed(draft: Publication, client: Client) -> None:
    client.post(url(draft), {"content_hash": draft.content_hash})

    assert client.post(url(draft), {"content_hash": draft.content_hash}).status_code == 409
    assert client.get(url(draft))["Location"] == reverse("disclosure:publications")


def test_answers_422_to_an_outdated_draft_and_changes_nothing(
    draft: Publication, client: Client
) -> None:
    a_settlement(draft.school, version=2, participants=1)

    answer = client.post(url(draft), {"content_hash": draft.content_hash})

    assert answer.status_code == 422
    assert "2026年9月在起草之后已重新核算" in answer.content.decode()
    assert not is_public(draft)


def test_another_school_s_draft_does_not_exist(draft: Publication, client: Client) -> None:
    foreign = a_draft(a_school())

    assert client.get(url(foreign)).status_code == 404
    assert client.post(url(foreign), {"content_hash": foreign.content_hash}).status_code == 404
    assert not is_public(foreign)


def test_other_drafts_cost_no_queries(draft: Publication, client: Client) -> None:
    counts = []
    for more in (0, 2, 6):
        for _ in range(more):
            a_draft(a_school())
        with CaptureQueriesContext(connection) as queries:
            client.get(url(draft))
        counts.append(len(queries))

    assert counts == counts[:1] * 3


@pytest.mark.parametrize("role", [Role.OFFICE, Role.SCHOOL_FINANCE, Role.GUARDIAN, Role.AUDITOR])
def test_nobody_else_signs(role: Role, draft: Publication, client: Client) -> None:
    sign_in(client, somebody(role, draft.school))

    assert client.get(url(draft)).status_code == 403
    assert client.post(url(draft), {"content_hash": draft.content_hash}).status_code == 403
    assert not is_public(draft)
