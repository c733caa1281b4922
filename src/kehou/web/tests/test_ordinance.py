"""The ordinance as everybody may read it: clauses, numbers, and how long it holds (8.a, 8.b)."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from kehou.ordinance import clauses
from kehou.platform.clock import CITY_ZONE

pytestmark = pytest.mark.django_db
AtTime = Callable[[datetime], None]


def test_shows_every_clause_in_the_order_of_the_text(client: Client, at_time: AtTime) -> None:
    at_time(datetime(2026, 10, 14, 16, 40, tzinfo=CITY_ZONE))
    page = client.get("/ordinance/").text

    known = clauses.load()[-1].clauses
    places = [page.index(f'href="/ordinance/{one}/"><span') for one in known]
    assert places == sorted(places)


def test_speaks_english_to_whoever_chose_it(client: Client) -> None:
    client.cookies["kehou-language"] = "en"

    assert "Whom the service is for, and when" in client.get("/ordinance/").text


def test_counts_the_days_that_are_left(client: Client, at_time: AtTime) -> None:
    at_time(datetime(2026, 10, 14, 16, 40, tzinfo=CITY_ZONE))

    answer = client.get("/ordinance/")

    assert "<dd>321 天</dd>" in answer.text
    assert "notice-warning" not in answer.text


def test_warns_in_the_last_half_year(client: Client, at_time: AtTime) -> None:
    at_time(datetime(2027, 3, 2, 9, 0, tzinfo=CITY_ZONE))

    assert "尚未登记新方案" in client.get("/ordinance/").text


def test_stays_readable_after_its_end(client: Client, at_time: AtTime) -> None:
    at_time(datetime(2028, 1, 5, 9, 0, tzinfo=CITY_ZONE))

    answer = client.get("/ordinance/")

    assert "<dd>0 天</dd>" in answer.text
    assert "此后不能再开设新的计划" in answer.text


def test_shows_the_numbers_with_their_day_and_source(client: Client, at_time: AtTime) -> None:
    at_time(datetime(2026, 10, 14, 16, 40, tzinfo=CITY_ZONE))

    answer = client.get("/ordinance/")

    assert "1,000.00元/生·年" in answer.text
    assert "《实施方案》第六章（一）" in answer.text
    assert '<span class="reading">理解</span>' in answer.text
