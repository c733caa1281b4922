from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from kehou.ordinance.roles import Role
from kehou.people.actions import (
    finish_import,
)
from kehou.people.models import Pupil, RollImport
from kehou.people.testing import AFTERNOON, sign_in, somebody
from kehou.people.tests.decided import decided, the_event
from kehou.platform.actors import Actor
from kehou.platform.testing import deliver
from kehou.schools.testing import a_class, a_school, the_term

if TYPE_CHECKING:
    from kehou.schools.models import School

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def school() -> "School":
    the_term()
    school = a_school()
    a_class(school, grade=3, number=1)
    return school


@pytest.fixture
def office(school: "School") -> Actor:
    return somebody(Role.OFFICE, school)


@pytest.fixture
def signed_in(client: Client, office: Actor, at_time: Callable[[datetime], None]) -> Client:
    at_time(AFTERNOON)
    sign_in(client, office)
    return client


def address(handed_in: RollImport, page: str = "import_progress") -> str:
    return reverse(f"people:{page}", args=[handed_in.pk])


def test_a_worker_that_died_leaves_nothing_and_the_decision_can_be_taken_back(
    signed_in: Client, office: Actor, school: "School"
) -> None:
    handed_in = decided(office, school)
    with transaction.atomic():
        finish_import(
            actor=Actor.system("test"), at=AFTERNOON, decided=the_event(handed_in, office)
        )
        transaction.set_rollback(True)

    shown = signed_in.get(address(handed_in)).content.decode()
    answer = signed_in.post(address(handed_in))
    deliver()

    assert "中断" in shown
    assert answer["Location"] == address(handed_in, "import_preview")
    handed_in.refresh_from_db()
    assert (handed_in.state, handed_in.decided_at) == (RollImport.State.PREVIEWED, None)
    assert not Pupil.objects.filter(school=school).exists()
