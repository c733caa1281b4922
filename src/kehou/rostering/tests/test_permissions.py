"""Whose duties exist for whom (7.1.b)."""

import pytest

from kehou.ordinance.roles import PARTS, Role, Seat
from kehou.people.testing import a_member_of_staff, somebody, the_actor
from kehou.rostering.permissions import duties_known_to, may_arrange_duties
from kehou.rostering.testing import a_duty, a_group
from kehou.schools.testing import a_school

pytestmark = pytest.mark.django_db

SEATED = [r for r in Role if PARTS[r].seat not in (Seat.NOWHERE, Seat.INSTITUTION)]
KNOW_ALL = {Role.OFFICE, Role.PRINCIPAL, Role.SAFETY_OFFICER}


@pytest.mark.parametrize("role", SEATED)
def test_the_duties_of_a_school_exist_for_those_who_arrange_or_watch_them(role: Role) -> None:
    duty = a_duty(a_group(a_school()))
    a_duty(a_group(a_school()))

    known = duties_known_to(somebody(role, duty.school))

    assert list(known) == ([duty] if role in KNOW_ALL else [])


def test_a_caretaker_knows_their_own_alone() -> None:
    group = a_group(a_school())
    own = a_duty(group, a_member_of_staff(group.school))
    a_duty(group, is_lead=False)

    assert list(duties_known_to(the_actor(own.person, Role.STAFF))) == [own]


@pytest.mark.parametrize("role", SEATED)
def test_the_office_arranges_those_of_its_own_school(role: Role) -> None:
    school = a_school()

    assert may_arrange_duties(somebody(role, school), school) == (role is Role.OFFICE)
    assert not may_arrange_duties(somebody(role, a_school()), school)
