"""What exists for whom, with another school that has a group and papers of its own."""

from typing import TYPE_CHECKING

import pytest

from kehou.governance.models import Membership
from kehou.governance.permissions import filings_of, may_approve, memberships_of, versions_of
from kehou.governance.testing import a_draft, a_version_in_force, filed
from kehou.ordinance.roles import Role
from kehou.people.testing import appoint, somebody, the_actor
from kehou.platform.actors import Actor
from kehou.schools.testing import a_school

if TYPE_CHECKING:
    from kehou.schools.models import School

pytestmark = pytest.mark.django_db

AT_SCHOOL = [
    *(Role.OFFICE, Role.PRINCIPAL, Role.STAFF, Role.SAFETY_OFFICER, Role.SCHOOL_FINANCE),
]


@pytest.fixture
def schools(school: "School") -> "tuple[School, School]":
    """Two schools of two districts, each with a group, a filed plan and a draft of rules."""
    other = a_school()
    for one in (school, other):
        filed(a_version_in_force(one))
        a_draft(one, kind="rules", title="细则")
    return school, other


def seen(actor: Actor) -> tuple[set[int], set[int], set[int]]:
    found = (memberships_of(actor), versions_of(actor), filings_of(actor))
    offices, versions, filings = ({row.school_id for row in rows} for rows in found)
    return offices, versions, filings


@pytest.mark.parametrize("role", AT_SCHOOL)
def test_a_school_knows_its_own(role: Role, schools: "tuple[School, School]") -> None:
    own, _other = schools

    assert seen(somebody(role, own)) == ({own.pk}, {own.pk}, set())


def test_a_district_knows_its_schools(schools: "tuple[School, School]") -> None:
    own, _other = schools

    assert seen(somebody(Role.DISTRICT_REVIEWER, own)) == ({own.pk}, {own.pk}, {own.pk})


@pytest.mark.parametrize("role", [Role.CITY_BUREAU, Role.AUDITOR])
def test_the_city_reads_all(role: Role, schools: "tuple[School, School]") -> None:
    every = {school.pk for school in schools}

    assert seen(somebody(role)) == (every, every, every)


@pytest.mark.parametrize("role", [Role.GUARDIAN, Role.DISTRICT_FINANCE, Role.CITY_FINANCE])
def test_nobody_else_knows_anything(role: Role, schools: "tuple[School, School]") -> None:
    assert seen(somebody(role, schools[0])) == (set(), set(), set())


def test_the_public_knows_nothing(schools: "tuple[School, School]") -> None:
    assert seen(Actor.public()) == (set(), set(), set())


@pytest.mark.parametrize(
    ("role", "count"),
    [(Role.OFFICE, 2), (Role.PRINCIPAL, 2), (Role.STAFF, 1), (Role.DISTRICT_REVIEWER, 1)],
)
def test_a_draft_is_read_by_those_who_work_on_it(
    role: Role, count: int, schools: "tuple[School, School]"
) -> None:
    assert versions_of(somebody(role, schools[0])).count() == count


def test_an_office_at_one_school_is_no_word_at_another(schools: "tuple[School, School]") -> None:
    own, other = schools
    head = Membership.objects.get(school=own, part="head").person
    appoint(head, Role.STAFF, school=other)
    actors = [the_actor(head, role) for role in (Role.PRINCIPAL, Role.STAFF)]
    papers = [versions_of(actor).filter(document__kind="plan").get() for actor in actors]

    found = [may_approve(*pair) for pair in zip(actors, papers, strict=True)]

    assert found == [True, False]
