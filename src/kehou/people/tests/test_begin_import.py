from typing import TYPE_CHECKING

import pytest

from kehou.ordinance.roles import Role
from kehou.people.actions import (
    apply_import,
    begin_import,
    discard_import,
)
from kehou.people.testing import AFTERNOON, somebody
from kehou.people.tests.decided import code, decided
from kehou.platform.actors import Actor
from kehou.schools.testing import a_class, a_school, the_term

if TYPE_CHECKING:
    from kehou.schools.models import School

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def school() -> "School":
    the_term()
    school = a_school()
    a_class(school, grade=3, number=1)
    return school


@pytest.fixture
def office(school: "School") -> Actor:
    return somebody(Role.OFFICE, school)


def test_nothing_else_is_decided_of_a_table_on_its_way_in(office: Actor, school: "School") -> None:
    handed_in = decided(office, school)

    for act in (begin_import, apply_import, discard_import):
        told = code(lambda act=act: act(actor=office, at=AFTERNOON, handed_in=handed_in))  # type: ignore[misc]
        assert told == "import_is_being_applied"
