import pytest

from kehou.ordinance.roles import Role
from kehou.people.actions import reveal_numbers
from kehou.people.testing import AFTERNOON, a_pupil, somebody
from kehou.platform.errors import Forbidden
from kehou.platform.models import JournalEntry

pytestmark = pytest.mark.django_db


def test_looking_is_written_down_with_who_looked() -> None:
    pupil = a_pupil()
    office = somebody(Role.OFFICE, pupil.school)

    reveal_numbers(actor=office, at=AFTERNOON, pupil=pupil)

    entry = JournalEntry.objects.get(act="people.numbers_revealed")
    assert (entry.actor_person_id, entry.subject_id) == (office.person_id, str(pupil.pk))


def test_the_office_of_another_school_may_not() -> None:
    stranger = somebody(Role.OFFICE, a_pupil().school)

    with pytest.raises(Forbidden):
        reveal_numbers(actor=stranger, at=AFTERNOON, pupil=a_pupil())

    assert not JournalEntry.objects.filter(act="people.numbers_revealed").exists()
