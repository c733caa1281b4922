"""Whose windows and applications exist for whom (2.3.c)."""

import pytest

from kehou.enrolment.permissions import applications_of, windows_of
from kehou.enrolment.testing import an_application, an_open_window
from kehou.ordinance.roles import Role
from kehou.people.testing import a_pupil, somebody, the_actor
from kehou.platform.actors import Actor
from kehou.schools.testing import a_school

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "role", [Role.OFFICE, Role.PRINCIPAL, Role.STAFF, Role.DISTRICT_REVIEWER, Role.GUARDIAN]
)
def test_windows_are_those_of_the_schools_in_reach(role: Role) -> None:
    ours = an_open_window(a_school())
    an_open_window(a_school())

    assert list(windows_of(somebody(role, ours.school))) == [ours]


def test_the_city_sees_every_window_and_the_public_none() -> None:
    an_open_window(a_school())
    an_open_window(a_school())

    assert windows_of(somebody(Role.CITY_BUREAU)).count() == 2
    assert not windows_of(Actor.public()).exists()


def test_a_family_sees_what_it_sent_and_nobody_else_sees_names() -> None:
    ours = an_application(a_pupil())
    an_application(a_pupil(ours.school), window=ours.window)

    assert list(applications_of(the_actor(ours.guardian, Role.GUARDIAN))) == [ours]
    for role in set(Role) - {Role.GUARDIAN, Role.SYSTEM}:
        assert not applications_of(somebody(role, ours.school)).exists()
