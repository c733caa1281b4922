"""One clause: both texts, its numbers, who has a part by it, what carries it out (8.a)."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from kehou.ordinance import clauses
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, sign_in, somebody

pytestmark = pytest.mark.django_db
AtTime = Callable[[datetime], None]


@pytest.mark.parametrize("clause_id", list(clauses.load()[-1].clauses))
def test_every_clause_has_its_page(client: Client, at_time: AtTime, clause_id: str) -> None:
    at_time(AFTERNOON)
    shown = clauses.clause(clause_id)

    answer = client.get(f"/ordinance/{clause_id}/")

    assert answer.status_code == 200
    assert f"<h1>{clause_id} {shown.heading.zh}</h1>" in answer.text
    assert f'<blockquote lang="zh-Hans"><p>{shown.text.zh}</p>' in answer.text
    assert '<blockquote lang="en"><p>' in answer.text


def test_tells_what_the_platform_does_with_it(client: Client, at_time: AtTime) -> None:
    at_time(AFTERNOON)
    answer = client.get("/ordinance/6.1.b/")

    assert "1,000.00元/生·年" in answer.text
    assert "ordinance.rules.funds.ceiling_of_fund" in answer.text


def test_names_the_role_that_rests_on_it(client: Client) -> None:
    assert "<li>看护教师</li>" in client.get("/ordinance/7.1.b/").text


def test_leads_a_role_to_its_own_pages_for_it(client: Client, at_time: AtTime) -> None:
    at_time(AFTERNOON)
    before = client.get("/ordinance/3.1/").text
    sign_in(client, somebody(Role.OFFICE))

    after = client.get("/ordinance/3.1/").text

    assert '<li><a href="/people/pupils/">学生</a></li>' not in before
    assert '<li><a href="/people/pupils/">学生</a></li>' in after


def test_turns_to_its_neighbours(client: Client) -> None:
    first, second, *_ = clauses.load()[-1].clauses
    *_, last = clauses.load()[-1].clauses

    assert f'rel="next" href="/ordinance/{second}/"' in client.get(f"/ordinance/{first}/").text
    assert 'rel="prev"' not in client.get(f"/ordinance/{first}/").text
    assert 'rel="next"' not in client.get(f"/ordinance/{last}/").text


@pytest.mark.parametrize("clause_id", ["9.9.z", "7", "7.3.a'--", "..."])
def test_an_unknown_clause_is_not_found(client: Client, clause_id: str) -> None:
    answer = client.get(f"/ordinance/{clause_id}/")

    assert answer.status_code == 404
    assert "这里什么也没有" in answer.text
