from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Event
from typing import TYPE_CHECKING

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from kehou.ordinance.roles import Role
from kehou.people.actions import (
    begin_import,
    call_off_import,
    finish_import,
)
from kehou.people.models import Pupil, RollImport
from kehou.people.queries.import_progress import WORK
from kehou.people.testing import AFTERNOON, sign_in, somebody
from kehou.people.tests.decided import MANY, code, decided, the_event, waiting
from kehou.platform import locks, reach
from kehou.platform.actors import Actor
from kehou.platform.models import JournalEntry
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


def test_a_short_table_is_in_when_the_page_comes_back(
    signed_in: Client, office: Actor, school: "School"
) -> None:
    handed_in = waiting(office, school, lines=2)

    signed_in.post(address(handed_in, "import_preview"), {"decision": "all"})

    assert Pupil.objects.filter(school=school).count() == 2


def test_a_long_table_is_left_to_a_job_and_its_page_follows_it(
    signed_in: Client, office: Actor, school: "School"
) -> None:
    handed_in = waiting(office, school)

    answer = signed_in.post(address(handed_in, "import_preview"), {"decision": "all"}, follow=True)

    assert answer.redirect_chain[-1][0] == address(handed_in)
    assert "等待" in answer.content.decode()
    assert answer["Refresh"] == f"2; url={address(handed_in)}"
    assert not Pupil.objects.filter(school=school).exists()

    deliver()

    shown = signed_in.get(address(handed_in), follow=True)
    assert shown.redirect_chain[-1][0] == address(handed_in, "import_preview")
    assert "Refresh" not in shown
    handed_in.refresh_from_db()
    assert (handed_in.state, handed_in.content_sealed) == ("applied", None)
    assert (handed_in.step, handed_in.rows_done, handed_in.rows_in_all) == ("writing", MANY, MANY)
    assert Pupil.objects.filter(school=school).count() == MANY
    told, applied = JournalEntry.objects.filter(
        act__in=["people.import_decided", "people.import_applied"]
    ).order_by("pk")
    assert (applied.actor_person_id, applied.at) == (office.person_id, told.at)


def test_how_far_it_is_shows_before_it_is_committed(
    signed_in: Client, office: Actor, school: "School"
) -> None:
    handed_in = decided(office, school)
    event = the_event(handed_in, office)
    written, looked = Event(), Event()

    def working() -> None:
        with reach.everywhere():
            finish_import(actor=Actor.system("test"), at=AFTERNOON, decided=event)
            written.set()
            looked.wait(timeout=20)
        connection.close()

    with ThreadPoolExecutor(1) as worker:
        job = worker.submit(working)
        assert written.wait(timeout=20)
        shown = signed_in.get(address(handed_in)).content.decode()
        refused = code(lambda: call_off_import(actor=office, at=AFTERNOON, handed_in=handed_in))
        assert not Pupil.objects.filter(school=school).exists()
        looked.set()
        job.result()

    assert 'value="3" max="3"' in shown
    assert refused == "import_is_being_applied"
    assert Pupil.objects.filter(school=school).count() == 3


def test_what_stands_against_it_brings_it_back_to_be_decided(
    signed_in: Client, office: Actor, school: "School"
) -> None:
    handed_in = decided(office, school, leaving=[0])

    deliver()

    handed_in.refresh_from_db()
    shown = signed_in.get(address(handed_in, "import_preview"))
    assert handed_in.state == RollImport.State.PREVIEWED
    assert shown.status_code == 200
    assert "有人已不在离校名单上" in shown.content.decode()
    assert not Pupil.objects.filter(school=school).exists()
    assert JournalEntry.objects.filter(act="people.import_given_back").exists()

    begin_import(actor=office, at=AFTERNOON + timedelta(minutes=1), handed_in=handed_in)
    deliver()

    assert Pupil.objects.filter(school=school).count() == 3


def test_a_lock_is_seen_as_held_only_while_it_is() -> None:
    with transaction.atomic():
        locks.hold(WORK, 7)
        assert locks.is_held(WORK, 7)
        assert not locks.is_held(WORK, 8)
    assert not locks.is_held(WORK, 7)
