"""For whom the records of an afternoon exist, and who may add to them (7.3.a)."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from kehou.custody import permissions
from kehou.custody.models import Attendance, Event
from kehou.custody.testing import a_called_roll, on_duty
from kehou.ordinance.roles import PARTS, Role, Seat
from kehou.people.testing import a_guardian, a_pupil, somebody, the_actor
from kehou.rostering.testing import a_duty, a_group_with

if TYPE_CHECKING:
    from kehou.people.models import Guardianship
    from kehou.platform.actors import Actor
    from kehou.rostering.models import Duty

pytestmark = pytest.mark.django_db

SEATED = [r for r in Role if PARTS[r].seat not in (Seat.NOWHERE, Seat.INSTITUTION)]
WATCH = {Role.OFFICE, Role.PRINCIPAL, Role.SAFETY_OFFICER}


@pytest.fixture
def mother() -> "Guardianship":
    return a_guardian(a_pupil())


@pytest.fixture
def duty(mother: "Guardianship") -> "Duty":
    """The child's roll was called; so were those of a colleague and of another school."""
    duty = a_duty(a_group_with([mother.pupil]))
    a_called_roll(duty.group, duty)
    for pupil in (a_pupil(mother.school), a_pupil()):
        a_called_roll(a_group_with([pupil]))
    return duty


@pytest.mark.parametrize("role", SEATED)
def test_the_records_of_a_school_exist_for_its_leaders_alone(duty: "Duty", role: Role) -> None:
    actor = somebody(role, duty.school)
    here = {"school": duty.school} if role in WATCH else {"pk__isnull": True}

    assert set(permissions.events_of(actor)) == set(Event.objects.filter(**here))
    assert set(permissions.archive_of(actor)) == set(Attendance.objects.filter(**here))


def test_a_caretaker_has_the_events_of_their_own_hands(duty: "Duty") -> None:
    events = permissions.events_of(on_duty(duty))

    assert [event.to_holder for event in events] == [duty.person]


def test_a_guardian_has_those_of_their_own_children(mother: "Guardianship", duty: "Duty") -> None:
    events = permissions.events_of(the_actor(mother.person, Role.GUARDIAN))

    assert [event.pupil for event in events] == [mother.pupil]


@pytest.mark.parametrize(
    ("may", "roles"),
    [
        (permissions.may_release, {Role.STAFF}),
        (permissions.may_excuse, {Role.OFFICE}),
        (permissions.may_read_chain, WATCH),
    ],
)
@pytest.mark.parametrize("role", SEATED)
def test_what_a_role_may_do_with_a_child_of_its_school(
    mother: "Guardianship", may: "Callable[[Actor, object], bool]", roles: set[Role], role: Role
) -> None:
    own, foreign = mother.pupil, a_pupil()
    actor = somebody(role, own.school)

    assert may(actor, own) == (role in roles)
    assert may(actor, foreign) == (role in roles and actor.reads.whole_city)


@pytest.mark.parametrize("may", [permissions.may_close_day, permissions.may_read_board])
@pytest.mark.parametrize("role", SEATED)
def test_what_a_role_may_do_with_the_day_of_its_school(
    mother: "Guardianship", may: "Callable[[Actor, object], bool]", role: Role
) -> None:
    foreign = a_pupil().school

    assert may(somebody(role, mother.school), mother.school) == (role in WATCH)
    assert not may(somebody(role, foreign), mother.school)
