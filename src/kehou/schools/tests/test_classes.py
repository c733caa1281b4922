from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kehou.ordinance.roles import Role
from kehou.schools.testing import AFTERNOON, a_class, a_school, the_term

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from kehou.schools.models import School

pytestmark = pytest.mark.django_db


@pytest.fixture
def school(at_time: "Callable[[datetime], None]") -> "School":
    at_time(AFTERNOON)
    the_term()
    return a_school()


@pytest.fixture
def signed_in(school: "School", signed_in_at: "Callable[[Role, School], Client]") -> Client:
    return signed_in_at(Role.OFFICE, school)


def test_the_list_shows_the_own_school_only(signed_in: Client, school: "School") -> None:
    own = a_class(school)
    a_class(a_school())

    assert list(signed_in.get(reverse("schools:classes")).context["classes"]) == [own]


def test_an_empty_list_says_what_to_do(signed_in: Client) -> None:
    assert "导入" in signed_in.get(reverse("schools:classes")).content.decode()


def test_the_number_of_queries_stays(signed_in: Client, school: "School") -> None:
    counted = []
    for rows in (1, 2, 6):
        for _ in range(rows):
            a_class(school)
        with CaptureQueriesContext(connection) as queries:
            signed_in.get(reverse("schools:classes"))
        counted.append(len(queries))

    assert counted == counted[:1] * 3


def test_a_caretaker_may_look(
    school: "School", signed_in_at: "Callable[[Role, School], Client]"
) -> None:
    answer = signed_in_at(Role.STAFF, school).get(reverse("schools:classes"))

    assert answer.status_code == 200
    assert reverse("schools:classes_export") not in answer.content.decode()
