from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, connection, transaction

from kehou.custody.actions import close_day, note_absence
from kehou.custody.models import Absence, Attendance
from kehou.custody.testing import a_called_roll
from kehou.kernel.explained import Refused
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, a_guardian, a_pupil, somebody, the_actor
from kehou.platform import reach
from kehou.platform.errors import Forbidden
from kehou.platform.models import JournalEntry
from kehou.rostering.testing import TODAY, a_duty, a_group_with
from kehou.schools.testing import the_term

if TYPE_CHECKING:
    from kehou.people.models import Guardianship
    from kehou.platform.actors import Actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def mother() -> "Guardianship":
    return a_guardian(a_pupil())


@pytest.fixture
def guardian(mother: "Guardianship") -> "Actor":
    return the_actor(mother.person, Role.GUARDIAN)


def test_a_guardian_excuses_the_child_and_owes_no_reason(
    mother: "Guardianship", guardian: "Actor"
) -> None:
    absence = note_absence(actor=guardian, at=AFTERNOON, pupil=mother.pupil, day=TODAY)

    assert (absence.pupil, absence.day, absence.reported_by_id) == (
        mother.pupil,
        TODAY,
        mother.person_id,
    )
    assert JournalEntry.objects.get(act="custody.absence_noted").subject_id == str(mother.pupil_id)


def test_the_office_says_who_told_it_what(mother: "Guardianship") -> None:
    office = somebody(Role.OFFICE, mother.school)

    with pytest.raises(Refused, match="absence_without_source"):
        note_absence(actor=office, at=AFTERNOON, pupil=mother.pupil, day=TODAY, reason=" ")
    absence = note_absence(
        actor=office, at=AFTERNOON, pupil=mother.pupil, day=TODAY, reason="母亲来电，发烧"
    )

    assert absence.reason == "母亲来电，发烧"


def test_sent_twice_it_is_one_absence(mother: "Guardianship", guardian: "Actor") -> None:
    first, again = (
        note_absence(actor=guardian, at=AFTERNOON, pupil=mother.pupil, day=TODAY) for _ in range(2)
    )

    assert first == again
    assert Absence.objects.count() == 1


def test_a_child_called_as_not_there_becomes_an_excused_one(
    mother: "Guardianship", guardian: "Actor"
) -> None:
    a_called_roll(a_group_with([mother.pupil]), absent=[mother.pupil])

    absence = note_absence(actor=guardian, at=AFTERNOON, pupil=mother.pupil, day=TODAY)

    line = Attendance.objects.get(replaced_by__isnull=True)
    assert (line.state, line.absence) == ("excused", absence)
    assert (line.replaces.state, line.recorded_by) == ("absent", mother.person)  # type: ignore[union-attr]


def test_refuses_to_excuse_a_child_who_is_here(mother: "Guardianship", guardian: "Actor") -> None:
    a_called_roll(a_group_with([mother.pupil]))

    with pytest.raises(Refused, match="excused_but_here"):
        note_absence(actor=guardian, at=AFTERNOON, pupil=mother.pupil, day=TODAY)

    assert not Absence.objects.exists()


def test_refuses_a_day_that_is_past(mother: "Guardianship", guardian: "Actor") -> None:
    yesterday = TODAY - timedelta(days=1)

    with pytest.raises(Refused, match="absence_of_a_past_day"):
        note_absence(actor=guardian, at=AFTERNOON, pupil=mother.pupil, day=yesterday)

    assert not Absence.objects.exists()


def test_refuses_a_day_that_is_closed(mother: "Guardianship", guardian: "Actor") -> None:
    the_term()
    principal = somebody(Role.PRINCIPAL, mother.school)
    close_day(actor=principal, at=AFTERNOON, school=mother.school, day=TODAY)

    with pytest.raises(Refused, match="closed_day_takes_no_events"):
        note_absence(actor=guardian, at=AFTERNOON, pupil=mother.pupil, day=TODAY)

    assert not Absence.objects.exists()


def test_is_for_the_childs_own_guardian_and_its_office(mother: "Guardianship") -> None:
    stranger = a_guardian(a_pupil(mother.school))
    aunt = a_guardian(mother.pupil, is_guardian=False)
    a_guardian(a_pupil(mother.school), person=aunt.person)

    for actor in (
        the_actor(stranger.person, Role.GUARDIAN),
        the_actor(aunt.person, Role.GUARDIAN),
        somebody(Role.STAFF, mother.school),
        somebody(Role.OFFICE, a_pupil().school),
    ):
        with pytest.raises(Forbidden):
            note_absence(actor=actor, at=AFTERNOON, pupil=mother.pupil, day=TODAY, reason="病")

    assert not Absence.objects.exists()


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(8) as threads:
        yield threads


@pytest.mark.django_db(transaction=True)
def test_an_excuse_that_meets_the_roll_is_never_lost(pool: ThreadPoolExecutor) -> None:
    mothers = [a_guardian(a_pupil()) for _ in range(8)]
    duties = [a_duty(a_group_with([mother.pupil])) for mother in mothers]

    def call(number: int) -> None:
        with reach.everywhere():
            duty = duties[number]
            a_called_roll(duty.group, duty, absent=[mothers[number].pupil])
        connection.close()

    def excuse(number: int) -> None:
        with reach.everywhere():
            guardian = the_actor(mothers[number].person, Role.GUARDIAN)
            pupil = mothers[number].pupil
            note_absence(actor=guardian, at=AFTERNOON, pupil=pupil, day=TODAY)
        connection.close()

    jobs = [pool.submit(job, n) for n in range(8) for job in (call, excuse)]
    for job in jobs:
        job.result()

    lines = Attendance.objects.filter(replaced_by__isnull=True).values_list("state", flat=True)
    assert list(lines) == ["excused"] * 8


def test_an_absence_is_told_a_fortnight_ahead_and_not_earlier(
    mother: "Guardianship", guardian: "Actor"
) -> None:
    last = TODAY + timedelta(days=14)

    note_absence(actor=guardian, at=AFTERNOON, pupil=mother.pupil, day=last)
    with pytest.raises(Refused, match="absence_too_far_ahead"):
        note_absence(actor=guardian, at=AFTERNOON, pupil=mother.pupil, day=last + timedelta(days=1))

    assert Absence.objects.get().day == last


def test_the_database_keeps_no_absence_of_another_term(mother: "Guardianship") -> None:
    with pytest.raises(IntegrityError, match="absence_is_told_near_its_day"), transaction.atomic():
        Absence.objects.create(
            school=mother.school,
            pupil=mother.pupil,
            day=TODAY + timedelta(days=61),
            reported_by=mother.person,
            reported_at=AFTERNOON,
        )
