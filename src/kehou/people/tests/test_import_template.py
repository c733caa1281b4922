from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse

from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, sign_in, somebody
from kehou.platform.workbook.grid import read_workbook
from kehou.schools.testing import a_class, a_school, the_term

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from kehou.schools.models import School

pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> "School":
    the_term()
    school = a_school()
    a_class(school, grade=3, number=1)
    return school


@pytest.fixture
def signed_in(client: Client, school: "School", at_time: "Callable[[datetime], None]") -> Client:
    at_time(AFTERNOON)
    sign_in(client, somebody(Role.OFFICE, school))
    return client


@pytest.mark.parametrize("kind", ["roll", "classes", "staff", "timetable", "rooms"])
def test_a_template_is_there_for_every_kind(signed_in: Client, kind: str) -> None:
    answer = signed_in.get(reverse("people:import_template", args=[kind]))

    assert len(read_workbook(answer.content)) == 2


def test_there_is_no_template_of_another_kind(signed_in: Client) -> None:
    assert signed_in.get(reverse("people:import_template", args=["secrets"])).status_code == 404
