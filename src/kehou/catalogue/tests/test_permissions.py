"""Which activities exist for whom (5.4.b)."""

import pytest

from kehou.catalogue.models import Activity
from kehou.catalogue.permissions import activities_of, activities_to_review
from kehou.catalogue.testing import an_activity, stand
from kehou.ordinance.roles import Role
from kehou.people.testing import somebody
from kehou.platform.actors import Actor
from kehou.schools.testing import a_school

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [Role.OFFICE, Role.PRINCIPAL, Role.STAFF, Role.DISTRICT_REVIEWER])
def test_a_school_and_its_district_see_their_own_in_every_state(role: Role) -> None:
    school = a_school()
    ours = {an_activity(school), an_activity(school, approved=False)}
    an_activity(a_school())

    assert set(activities_of(somebody(role, school))) == ours


def test_the_city_sees_all_and_a_family_what_is_approved() -> None:
    school = a_school()
    approved, draft = an_activity(school), an_activity(school, approved=False)
    elsewhere = an_activity(a_school())

    assert set(activities_of(somebody(Role.AUDITOR))) == {approved, draft, elsewhere}
    assert set(activities_of(somebody(Role.GUARDIAN, school))) == {approved}
    assert not activities_of(Actor.public()).exists()


@pytest.mark.parametrize("role", [Role.OFFICE, Role.STAFF, Role.CITY_BUREAU, Role.GUARDIAN])
def test_nothing_waits_for_whoever_does_not_review(role: Role) -> None:
    activity = stand(an_activity(a_school(), approved=False), Activity.State.SUBMITTED)

    assert not activities_to_review(somebody(role, activity.school)).exists()
