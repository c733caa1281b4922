"""For whom groups, and the children in them, exist (7.2.b)."""

from typing import TYPE_CHECKING

import pytest

from kehou.allocation.models import Draw, Group
from kehou.allocation.permissions import groups_of, places_of
from kehou.allocation.testing import a_closed_window, a_group_with, a_preview
from kehou.ordinance.roles import PARTS, Role, Seat
from kehou.people.testing import a_guardian, a_pupil, somebody, the_actor

if TYPE_CHECKING:
    from kehou.people.models import Guardianship

pytestmark = pytest.mark.django_db

SEATED = [r for r in Role if PARTS[r].seat not in (Seat.NOWHERE, Seat.INSTITUTION)]
KNOW_THE_CHILDREN = {Role.OFFICE, Role.PRINCIPAL, Role.SAFETY_OFFICER}


@pytest.fixture
def mother() -> "Guardianship":
    return a_guardian(a_pupil())


@pytest.fixture
def group(mother: "Guardianship") -> Group:
    """The child's group. Another school has one too."""
    a_group_with([a_pupil()])
    return a_group_with([mother.pupil, a_pupil(mother.school)])


@pytest.mark.parametrize("role", SEATED)
def test_groups_exist_for_whoever_answers_for_the_school(group: Group, role: Role) -> None:
    known = set(groups_of(somebody(role, group.school)))

    match PARTS[role].seat:
        case Seat.FAMILY:
            assert known == set()
        case Seat.CITY:
            assert known == set(Group.objects.all())
        case _:
            assert known == {group}


@pytest.mark.parametrize("role", SEATED)
def test_the_children_in_them_exist_for_the_schools_leaders_alone(group: Group, role: Role) -> None:
    known = set(places_of(somebody(role, group.school)))

    assert known == (set(group.places.all()) if role in KNOW_THE_CHILDREN else set())


def test_a_guardian_knows_the_groups_and_places_of_their_own_child(
    mother: "Guardianship", group: Group
) -> None:
    guardian = the_actor(mother.person, Role.GUARDIAN)

    assert list(groups_of(guardian)) == [group]
    assert [place.pupil for place in places_of(guardian)] == [mother.pupil]


def test_nothing_exists_before_the_draw_is_published() -> None:
    closed = a_closed_window(children=1)
    a_preview(closed)
    pupil, guardian = closed.applications[0].pupil, closed.applications[0].guardian
    group = a_group_with([pupil])
    assert group.draw.state == Draw.State.PREVIEW

    for actor in (closed.office, the_actor(guardian, Role.GUARDIAN), somebody(Role.CITY_BUREAU)):
        assert not groups_of(actor).filter(pk=group.pk).exists()
        assert not places_of(actor).filter(group=group).exists()


def test_whoever_has_no_seat_knows_no_group(group: Group) -> None:
    assert not groups_of(somebody(Role.PUBLIC)).exists()
