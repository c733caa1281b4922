from datetime import timedelta

import pytest

from kehou.ordinance.roles import Role
from kehou.people.models import Guardianship, Person, Pupil
from kehou.people.permissions import (
    KNOW_PUPILS,
    KNOW_STAFF,
    answers_for,
    guardianships_of,
    may_keep_roll,
    pupils_of,
    staff_of,
)
from kehou.people.testing import (
    AFTERNOON,
    a_guardian,
    a_member_of_staff,
    a_pupil,
    somebody,
    the_actor,
)
from kehou.platform.actors import Actor, Reach
from kehou.platform.clock import city_day
from kehou.schools.models import School
from kehou.schools.testing import a_district, a_school

pytestmark = pytest.mark.django_db

TODAY = city_day(AFTERNOON)
SCHOOL_ROLES = [
    Role.STAFF,
    Role.OFFICE,
    Role.PRINCIPAL,
    Role.SAFETY_OFFICER,
    Role.SCHOOL_FINANCE,
]
DISTRICT_ROLES = [Role.DISTRICT_REVIEWER, Role.DISTRICT_FINANCE]
CITY_ROLES = [Role.CITY_BUREAU, Role.CITY_FINANCE, Role.AUDITOR]


@pytest.fixture
def schools() -> list[School]:
    """Two schools of one district and one of another, each with a pupil, a guardian and staff."""
    district = a_district()
    made = [a_school(district=district), a_school(district=district), a_school()]
    for school in made:
        a_guardian(a_pupil(school))
        a_member_of_staff(school)
    return made


def seen(actor: Actor) -> list[int]:
    return [rows.count() for rows in (pupils_of(actor), guardianships_of(actor), staff_of(actor))]


def counts(role: Role, schools: int) -> list[int]:
    pupils = schools if role in KNOW_PUPILS else 0
    return [pupils, pupils, schools if role in KNOW_STAFF else 0]


@pytest.mark.parametrize("role", SCHOOL_ROLES)
def test_a_school_sees_its_own(schools: list[School], role: Role) -> None:
    actor = somebody(role, schools[0])
    pupils, guardianships, staff = counts(role, 1)
    is_staff = role is Role.STAFF

    assert seen(actor) == [pupils, guardianships, staff + is_staff]
    assert {row.school_id for row in staff_of(actor)} == {schools[0].pk}
    assert {row.school_id for row in pupils_of(actor)} <= {schools[0].pk}


@pytest.mark.parametrize("role", DISTRICT_ROLES)
def test_a_district_sees_its_schools(schools: list[School], role: Role) -> None:
    assert seen(somebody(role, schools[0])) == counts(role, 2)


@pytest.mark.parametrize("role", CITY_ROLES)
def test_the_city_sees_every_school(schools: list[School], role: Role) -> None:
    assert seen(somebody(role)) == counts(role, 3)


def test_the_public_sees_nobody(schools: list[School]) -> None:
    assert seen(Actor.public()) == seen(Actor(role=Role.INSTITUTION)) == [0, 0, 0]


def test_the_platform_itself_sees_everybody(schools: list[School]) -> None:
    assert seen(Actor.system("worker")) == [3, 3, 3]


def test_whoever_counts_money_knows_no_pupil() -> None:
    finance = {Role.SCHOOL_FINANCE, Role.DISTRICT_FINANCE, Role.CITY_FINANCE}

    assert not finance & KNOW_PUPILS
    assert finance < KNOW_STAFF


def at_school_of(child: Pupil) -> Reach:
    return Reach(frozenset({child.school_id}))


def a_family() -> tuple[Person, Pupil, Pupil]:
    """A mother, her child, and a classmate who has a mother of their own."""
    child = a_pupil()
    classmate = a_pupil(child.school)
    a_guardian(classmate)
    return a_guardian(child).person, child, classmate


def test_a_guardian_sees_their_own_children_and_who_else_answers_for_them() -> None:
    mother, child, _ = a_family()
    father = a_guardian(child, name="林父")
    sibling = a_pupil(a_school(), name="林小雪")
    a_guardian(sibling, person=mother)
    actor = the_actor(mother, Role.GUARDIAN)

    assert set(pupils_of(actor)) == {child, sibling}
    assert father in guardianships_of(actor)
    assert {g.pupil for g in guardianships_of(actor)} == {child, sibling}
    assert not staff_of(actor).exists()


def test_a_guardian_answers_for_their_own_child_only() -> None:
    mother, child, classmate = a_family()
    actor = the_actor(mother, Role.GUARDIAN)

    assert answers_for(actor, child)
    assert not answers_for(actor, classmate)
    assert not answers_for(somebody(Role.OFFICE, child.school), child)


@pytest.mark.parametrize(
    "change",
    [
        {"until": TODAY},
        {"first_day": TODAY + timedelta(days=1)},
        {"is_guardian": False},
    ],
)
def test_a_guardianship_counts_only_while_in_force(change: dict[str, object]) -> None:
    mother, child, _ = a_family()
    a_guardian(a_pupil(child.school), person=mother)
    actor = the_actor(mother, Role.GUARDIAN)

    Guardianship.objects.filter(pupil=child, person=mother).update(**change)

    assert not answers_for(actor, child)
    assert pupils_of(actor).count() == 1


def test_an_emergency_contact_sees_no_child() -> None:
    child = a_pupil()
    aunt = a_guardian(child, is_guardian=False).person
    actor = Actor(role=Role.GUARDIAN, person_id=aunt.pk, reads=at_school_of(child), on=TODAY)

    assert not pupils_of(actor).exists()
    assert not guardianships_of(actor).exists()


def test_an_actor_of_no_day_sees_no_child() -> None:
    mother, child, _ = a_family()

    actor = Actor(role=Role.GUARDIAN, person_id=mother.pk, reads=at_school_of(child))

    assert not pupils_of(actor).exists()


def test_the_office_keeps_the_roll_of_its_own_school() -> None:
    school = a_school()

    assert may_keep_roll(somebody(Role.OFFICE, school), school)
    assert not may_keep_roll(somebody(Role.OFFICE), school)
    assert not may_keep_roll(somebody(Role.STAFF, school), school)
    assert not may_keep_roll(somebody(Role.AUDITOR), school)
