from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kehou.funds.models import MonthSettlement
from kehou.funds.testing import WEDNESDAYS, ServedSchool, a_closed_day, a_served_school
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, sign_in, somebody
from kehou.schools.testing import a_school

pytestmark = pytest.mark.django_db

URL = reverse("funds:settle")


@pytest.fixture(autouse=True)
def _in_term(at_time: Any) -> None:
    at_time(AFTERNOON)


@pytest.fixture
def served(client: Client) -> ServedSchool:
    served = a_served_school()
    a_closed_day(served, WEDNESDAYS[0], there=served.applied)
    sign_in(client, served.finance)
    return served


def offered(client: Client) -> list[str]:
    choices = client.get(URL).context["form"].fields["month"].choices
    return [value for value, _ in choices]


def test_settles_the_chosen_month(served: ServedSchool, client: Client) -> None:
    answer = client.post(URL, {"month": "2026-09-01"})

    assert (answer.status_code, answer["Location"]) == (302, reverse("funds:settlements"))
    settlement = MonthSettlement.objects.get()
    assert (settlement.school, settlement.participants) == (served.school, 3)


def test_offers_the_school_s_own_months_that_have_closed_days(
    served: ServedSchool, client: Client
) -> None:
    a_closed_day(served, date(2027, 1, 20), there=served.applied)
    foreign = a_served_school()
    a_closed_day(foreign, date(2026, 10, 14), there=foreign.applied)

    assert offered(client) == ["2027-01-01", "2026-09-01"]


def test_a_school_without_closed_days_is_told_so(client: Client) -> None:
    sign_in(client, somebody(Role.SCHOOL_FINANCE))

    answer = client.get(URL)

    assert answer.status_code == 200
    assert "还没有可以核算的月份" in answer.content.decode()


@pytest.mark.parametrize("month", ["", "2026-10-01", "2026-09-02", "nonsense"])
def test_answers_422_to_a_month_not_offered_and_changes_nothing(
    month: str, served: ServedSchool, client: Client
) -> None:
    assert client.post(URL, {"month": month}).status_code == 422
    assert not MonthSettlement.objects.exists()


def test_says_why_a_month_is_not_settled_twice(served: ServedSchool, client: Client) -> None:
    client.post(URL, {"month": "2026-09-01"})

    answer = client.post(URL, {"month": "2026-09-01"})

    assert answer.status_code == 422
    assert "2026年9月已核算（第1版）" in answer.content.decode()
    assert MonthSettlement.objects.count() == 1


def test_nine_months_take_as_many_queries_as_one(served: ServedSchool, client: Client) -> None:
    counts = []
    for days in ([], [(2026, 10, 14), (2026, 11, 4)], [(2027, m, 3) for m in range(1, 7)]):
        for day in days:
            a_closed_day(served, date(*day), there=served.applied)
        with CaptureQueriesContext(connection) as queries:
            client.get(URL)
        counts.append(len(queries))

    assert counts == counts[:1] * 3
    assert len(offered(client)) == 9


@pytest.mark.parametrize("role", [Role.OFFICE, Role.PRINCIPAL, Role.AUDITOR, Role.GUARDIAN])
def test_nobody_else_settles(role: Role, client: Client) -> None:
    sign_in(client, somebody(role, a_school()))

    assert client.get(URL).status_code == 403
    assert client.post(URL, {"month": "2026-09-01"}).status_code == 403
