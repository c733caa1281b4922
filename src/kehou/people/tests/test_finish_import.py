from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from django.db import connection

from kehou.ordinance.roles import Role
from kehou.people.actions import (
    begin_import,
    finish_import,
    preview_import,
)
from kehou.people.events import ImportDecided
from kehou.people.models import Appointment, Pupil, RollImport
from kehou.people.queries import import_progress
from kehou.people.testing import AFTERNOON, somebody
from kehou.people.tests.decided import decided, the_event
from kehou.people.tests.rolls import a_line, a_roll
from kehou.platform import reach
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


def test_nothing_is_done_in_the_name_of_one_who_had_no_seat_that_day(
    office: Actor, school: "School"
) -> None:
    handed_in = decided(office, school)
    Appointment.objects.filter(person=office.person_id).update(until=AFTERNOON.date())

    deliver()

    handed_in.refresh_from_db()
    assert [reason.code for reason in import_progress.refused_with(handed_in)] == ["seat_has_ended"]


def test_a_job_told_twice_writes_once(office: Actor, school: "School") -> None:
    handed_in = decided(office, school)
    for _ in range(2):
        finish_import(
            actor=Actor.system("test"), at=AFTERNOON, decided=the_event(handed_in, office)
        )

    assert Pupil.objects.filter(school=school).count() == 3
    assert JournalEntry.objects.filter(act="people.import_applied").count() == 1


def test_two_jobs_of_one_school_come_one_after_the_other(office: Actor, school: "School") -> None:
    roll = a_roll(*[a_line() for _ in range(20)])
    offices = (office, somebody(Role.PRINCIPAL, school))
    first = preview_import(
        actor=office, at=AFTERNOON, school=school, kind="roll", file_name="一.xlsx", content=roll
    )
    begin_import(actor=office, at=AFTERNOON, handed_in=first)
    second = preview_import(
        actor=offices[1],
        at=AFTERNOON,
        school=school,
        kind="roll",
        file_name="二.xlsx",
        content=roll,
    )
    begin_import(actor=offices[1], at=AFTERNOON, handed_in=second)

    def working(event: ImportDecided) -> None:
        with reach.everywhere():
            finish_import(actor=Actor.system("test"), at=AFTERNOON, decided=event)
        connection.close()

    events = [the_event(h, o) for h, o in zip((first, second), offices, strict=True)]
    with ThreadPoolExecutor(2) as workers:
        list(workers.map(working, events))

    assert Pupil.objects.filter(school=school).count() == 20
    counts = RollImport.objects.values_list("outcome__counts__new", flat=True)
    assert sorted(counts) == [0, 20]
