from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, a_member_of_staff, sign_in, somebody
from kehou.schools.testing import a_school

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from kehou.schools.models import School

pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> "School":
    return a_school()


@pytest.fixture
def signed_in(client: Client, school: "School", at_time: "Callable[[datetime], None]") -> Client:
    at_time(AFTERNOON)
    sign_in(client, somebody(Role.OFFICE, school))
    return client


def test_the_staff_of_the_own_school_are_listed(signed_in: Client, school: "School") -> None:
    own = a_member_of_staff(school)
    a_member_of_staff(a_school())

    assert list(signed_in.get(reverse("people:staff")).context["page"]) == [own]


def test_an_empty_list_says_what_to_do(signed_in: Client) -> None:
    assert "导入教职工" in signed_in.get(reverse("people:staff")).content.decode()


def test_the_number_of_queries_stays(signed_in: Client, school: "School") -> None:
    counted = []
    for rows in (1, 2, 6):
        for _ in range(rows):
            a_member_of_staff(school)
        with CaptureQueriesContext(connection) as queries:
            signed_in.get(reverse("people:staff"))
            signed_in.get(reverse("people:staff_export"))
        counted.append(len(queries))

    assert counted == counted[:1] * 3
