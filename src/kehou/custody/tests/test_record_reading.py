from typing import TYPE_CHECKING

import pytest

from kehou.custody.actions import record_reading
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, a_guardian, a_pupil, somebody, the_actor
from kehou.platform.errors import Forbidden
from kehou.platform.models import JournalEntry

if TYPE_CHECKING:
    from kehou.people.models import Guardianship

pytestmark = pytest.mark.django_db

LEADERS = [Role.OFFICE, Role.PRINCIPAL, Role.SAFETY_OFFICER]
OTHERS = [Role.STAFF, Role.DISTRICT_REVIEWER, Role.CITY_BUREAU, Role.AUDITOR]


@pytest.mark.parametrize("role", LEADERS)
def test_writes_down_who_looked_at_which_child(role: Role) -> None:
    child = a_pupil()
    reader = somebody(role, child.school)

    record_reading(actor=reader, at=AFTERNOON, school=child.school, pupil=child, page="archive")

    entry = JournalEntry.objects.get(act="custody.chain_read")
    assert (entry.subject_id, entry.actor_person_id) == (str(child.pk), reader.person_id)
    assert entry.detail == {"page": "archive"}


@pytest.mark.parametrize("role", LEADERS)
def test_writes_down_who_looked_at_the_whole_board(role: Role) -> None:
    school = a_pupil().school

    record_reading(actor=somebody(role, school), at=AFTERNOON, school=school, page="afternoon")

    assert JournalEntry.objects.get(act="custody.board_read").subject_id == str(school.pk)


def test_guardians_read_of_their_own_children_alone() -> None:
    mother, stranger = (a_guardian(a_pupil()) for _ in range(2))
    guardian = the_actor(mother.person, Role.GUARDIAN)

    def read(named: "Guardianship") -> None:
        record_reading(
            actor=guardian,
            at=AFTERNOON,
            school=named.school,
            pupil=named.pupil,
            page="my_child_today",
        )

    read(mother)
    with pytest.raises(Forbidden):
        read(stranger)

    assert JournalEntry.objects.filter(act="custody.chain_read").count() == 1


@pytest.mark.parametrize("role", OTHERS)
def test_whoever_only_counts_reads_no_chain_and_no_board(role: Role) -> None:
    child = a_pupil()
    reader = somebody(role, child.school)

    for pupil in (child, None):
        with pytest.raises(Forbidden):
            record_reading(
                actor=reader, at=AFTERNOON, school=child.school, pupil=pupil, page="archive"
            )

    assert not JournalEntry.objects.exists()


def test_the_leaders_of_another_school_read_nothing_here() -> None:
    child, own = a_pupil(), a_pupil()
    stranger = somebody(Role.PRINCIPAL, own.school)

    for pupil in (child, None):
        with pytest.raises(Forbidden):
            record_reading(
                actor=stranger, at=AFTERNOON, school=child.school, pupil=pupil, page="archive"
            )

    assert not JournalEntry.objects.exists()
