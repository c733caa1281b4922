"""The reviewers' queues (2.3.b, 5.4.b)."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kehou.catalogue.models import Activity
from kehou.catalogue.testing import WRITTEN, an_activity, stand
from kehou.ordinance.roles import Role
from kehou.people.models import Person
from kehou.people.testing import AFTERNOON, sign_in, somebody
from kehou.schools.testing import a_school

pytestmark = pytest.mark.django_db

URL = reverse("catalogue:reviews")


@pytest.fixture(autouse=True)
def _in_term(at_time: Any) -> None:
    at_time(AFTERNOON)


def waiting(client: Client) -> list[tuple[str, int]]:
    return [(row.activity.title, row.days) for row in client.get(URL).context["waiting"]]


def test_each_stage_sees_what_waits_for_it_the_longest_waiting_first(client: Client) -> None:
    school = a_school()
    young = stand(an_activity(school, title="合唱", approved=False), Activity.State.SUBMITTED)
    Activity.objects.filter(pk=young.pk).update(state_since=AFTERNOON - timedelta(hours=23))
    stand(an_activity(school, title="国际象棋", approved=False), Activity.State.SUBMITTED)
    stand(an_activity(school, title="柔道", approved=False), Activity.State.SCHOOL_APPROVED)
    an_activity(school)
    stand(an_activity(a_school(), approved=False), Activity.State.SUBMITTED)
    age = (AFTERNOON - WRITTEN).days

    sign_in(client, somebody(Role.PRINCIPAL, school))
    assert waiting(client) == [("国际象棋", age), ("合唱", 0)]
    sign_in(client, somebody(Role.DISTRICT_REVIEWER, school))
    assert waiting(client) == [("柔道", age)]


def test_what_the_principal_wrote_is_left_to_somebody_else(client: Client) -> None:
    school = a_school()
    principal = somebody(Role.PRINCIPAL, school)
    author = Person.objects.get(pk=principal.person_id)
    stand(an_activity(school, approved=False, author=author), Activity.State.SUBMITTED)
    sign_in(client, principal)

    (row,) = client.get(URL).context["waiting"]

    assert row.is_own


def test_an_empty_queue_says_so(client: Client) -> None:
    sign_in(client, somebody(Role.PRINCIPAL))

    answer = client.get(URL)

    assert answer.status_code == 200
    assert reverse("catalogue:activities") in answer.content.decode()


def test_nine_rows_take_as_many_queries_as_one(client: Client) -> None:
    school, counts = a_school(), []
    sign_in(client, somebody(Role.PRINCIPAL, school))
    for more in (1, 2, 6):
        for _ in range(more):
            stand(an_activity(school, approved=False), Activity.State.SUBMITTED)
        with CaptureQueriesContext(connection) as queries:
            client.get(URL)
        counts.append(len(queries))

    assert counts == counts[:1] * 3


@pytest.mark.parametrize("role", [Role.OFFICE, Role.GUARDIAN, Role.AUDITOR])
def test_nobody_else_has_a_queue(role: Role, client: Client) -> None:
    sign_in(client, somebody(role))

    assert client.get(URL).status_code == 403
