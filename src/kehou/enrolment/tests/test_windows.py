"""The windows of a school, term by term (7.2.b)."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kehou.enrolment.models import Application
from kehou.enrolment.testing import an_application, an_open_window
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, a_pupil, sign_in, somebody
from kehou.schools.models import Term
from kehou.schools.testing import SCHOOL_YEAR, TERM_LAST_DAY, a_school, the_term

pytestmark = pytest.mark.django_db

URL = reverse("enrolment:windows")


@pytest.fixture(autouse=True)
def _in_term(at_time: Any) -> None:
    at_time(AFTERNOON)


def a_later_term(number: int) -> Term:
    first = TERM_LAST_DAY + timedelta(days=30 + 200 * number)
    return Term.objects.create(
        school_year=SCHOOL_YEAR + number,
        half=2,
        first_day=first,
        last_day=first + timedelta(days=120),
    )


def test_each_term_shows_its_window_or_the_way_to_set_it(client: Client) -> None:
    school, spring = a_school(), a_later_term(0)
    an_open_window(school)
    an_application(a_pupil(school))
    gone = an_application(a_pupil(school))
    Application.objects.filter(pk=gone.pk).update(
        withdrawn_at=AFTERNOON, ends_before=AFTERNOON.date()
    )
    an_open_window(a_school(), term=spring)
    sign_in(client, somebody(Role.OFFICE, school))

    answer = client.get(URL)

    assert [(line.term, line.stand, line.applied) for line in answer.context["lines"]] == [
        (the_term(), "open", 1),
        (spring, None, 0),
    ]
    assert reverse("enrolment:open_window", args=[spring.pk]) in answer.content.decode()


def test_without_a_term_the_page_says_whose_turn_it_is(client: Client) -> None:
    sign_in(client, somebody(Role.PRINCIPAL))

    assert "市教育局" in client.get(URL).content.decode()


def test_nine_terms_take_as_many_queries_as_one(client: Client) -> None:
    school, counts, number = a_school(), [], 0
    sign_in(client, somebody(Role.OFFICE, school))
    for more in (1, 2, 6):
        for _ in range(more):
            an_open_window(school, term=a_later_term(number))
            number += 1
        with CaptureQueriesContext(connection) as queries:
            client.get(URL)
        counts.append(len(queries))

    assert counts == counts[:1] * 3


@pytest.mark.parametrize("role", [Role.GUARDIAN, Role.STAFF, Role.DISTRICT_REVIEWER])
def test_others_are_turned_away(role: Role, client: Client) -> None:
    sign_in(client, somebody(role))

    assert client.get(URL).status_code == 403
