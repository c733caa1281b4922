from datetime import timedelta

import pytest

from kehou.kernel.explained import Refused
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, somebody
from kehou.platform.errors import Conflict, Forbidden
from kehou.platform.models import JournalEntry
from kehou.rostering.actions import relieve_duty
from kehou.rostering.models import Duty
from kehou.rostering.testing import TODAY, a_duty, a_group
from kehou.schools.testing import a_school

pytestmark = pytest.mark.django_db


def relieve(duty: Duty) -> Duty | None:
    office = somebody(Role.OFFICE, duty.school)
    return relieve_duty(actor=office, at=AFTERNOON, duty=duty)


def test_takes_the_duty_off_and_journals_it() -> None:
    duty = a_duty(a_group(a_school()))

    assert relieve(duty) is None

    duty.refresh_from_db()
    assert duty.relieved_at == AFTERNOON
    entry = JournalEntry.objects.get(act="rostering.duty_relieved")
    assert entry.detail == {"staff": duty.staff_id, "successor": None}


def test_the_adult_who_joined_leads_from_now_on() -> None:
    group = a_group(a_school())
    lead, joined = a_duty(group), a_duty(group, is_lead=False)

    assert relieve(lead) == joined

    joined.refresh_from_db()
    assert joined.is_lead


def test_the_lead_stays_when_the_other_goes() -> None:
    group = a_group(a_school())
    lead, joined = a_duty(group), a_duty(group, is_lead=False)

    assert relieve(joined) is None

    lead.refresh_from_db()
    assert (lead.is_lead, lead.relieved_at) == (True, None)


def test_refuses_what_is_over_and_changes_nothing() -> None:
    duty = a_duty(a_group(a_school()), day=TODAY - timedelta(days=7))

    with pytest.raises(Refused, match="duty_is_over"):
        relieve(duty)

    duty.refresh_from_db()
    assert duty.relieved_at is None
    assert not JournalEntry.objects.exists()


def test_two_reliefs_of_one_duty_are_one_relief_and_one_conflict() -> None:
    duty = a_duty(a_group(a_school()))
    relieve(duty)

    with pytest.raises(Conflict):
        relieve(duty)

    assert JournalEntry.objects.count() == 1


@pytest.mark.parametrize("role", [Role.STAFF, Role.PRINCIPAL, Role.SAFETY_OFFICER])
def test_is_for_the_office_alone(role: Role) -> None:
    duty = a_duty(a_group(a_school()))

    with pytest.raises(Forbidden):
        relieve_duty(actor=somebody(role, duty.school), at=AFTERNOON, duty=duty)

    duty.refresh_from_db()
    assert duty.relieved_at is None


def test_is_not_for_the_office_of_another_school() -> None:
    duty, own = a_duty(a_group(a_school())), a_duty(a_group(a_school()))
    stranger = somebody(Role.OFFICE, own.school)

    with pytest.raises(Forbidden):
        relieve_duty(actor=stranger, at=AFTERNOON, duty=duty)

    duty.refresh_from_db()
    assert duty.relieved_at is None
