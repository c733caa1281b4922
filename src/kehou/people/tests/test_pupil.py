from typing import TYPE_CHECKING

import pytest
from django.test import Client

from kehou.ordinance.roles import Role
from kehou.people.queries.known_roll import student_number_of
from kehou.people.testing import AFTERNOON, a_pupil, sign_in, somebody
from kehou.platform.models import JournalEntry
from kehou.schools.testing import a_school

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from kehou.schools.models import School

pytestmark = pytest.mark.django_db
ROLL = "/people/pupils/"


@pytest.fixture
def school() -> "School":
    return a_school()


@pytest.fixture
def signed_in(client: Client, school: "School", at_time: "Callable[[datetime], None]") -> Client:
    at_time(AFTERNOON)
    sign_in(client, somebody(Role.OFFICE, school))
    return client


def test_numbers_are_hidden_until_asked_for_and_asking_is_written_down(
    signed_in: Client, school: "School"
) -> None:
    pupil = a_pupil(school)
    number = student_number_of(pupil)
    address = f"{ROLL}{pupil.pk}/"

    hidden = signed_in.get(address).content.decode()
    shown = signed_in.post(address).content.decode()

    assert number not in hidden
    assert number in shown
    entry = JournalEntry.objects.get(act="people.numbers_revealed")
    assert (entry.subject_id, entry.school_id) == (str(pupil.pk), school.pk)
    assert number not in signed_in.get(address).content.decode()


def test_the_safety_officer_sees_the_pupil_and_no_numbers(
    client: Client, school: "School", at_time: "Callable[[datetime], None]"
) -> None:
    at_time(AFTERNOON)
    sign_in(client, somebody(Role.SAFETY_OFFICER, school))
    pupil = a_pupil(school)

    assert client.get(f"{ROLL}{pupil.pk}/").status_code == 200
    assert client.post(f"{ROLL}{pupil.pk}/").status_code == 403
    assert not JournalEntry.objects.filter(act="people.numbers_revealed").exists()
