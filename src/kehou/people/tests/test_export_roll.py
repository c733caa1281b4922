import pytest

from kehou.ordinance.roles import Role
from kehou.people.actions import export_roll
from kehou.people.testing import AFTERNOON, somebody
from kehou.platform.errors import Forbidden
from kehou.platform.models import JournalEntry
from kehou.schools.testing import a_school

pytestmark = pytest.mark.django_db


def test_the_entry_says_who_took_how_many_away() -> None:
    school = a_school()
    office = somebody(Role.OFFICE, school)

    export_roll(actor=office, at=AFTERNOON, school=school, pupils=3)

    entry = JournalEntry.objects.get(act="people.roll_exported")
    assert (entry.actor_person_id, entry.subject_id) == (office.person_id, str(school.pk))
    assert entry.detail == {"pupils": 3}


@pytest.mark.parametrize("role", [Role.OFFICE, Role.SAFETY_OFFICER])
def test_is_for_whoever_keeps_this_schools_roll(role: Role) -> None:
    school = a_school()
    stranger = somebody(role, a_school() if role is Role.OFFICE else school)

    with pytest.raises(Forbidden):
        export_roll(actor=stranger, at=AFTERNOON, school=school, pupils=3)

    assert not JournalEntry.objects.filter(act="people.roll_exported").exists()
