"""The city that the other tests look at is whole: an empty table could leak nothing."""

import pytest
from django.db.models import Model

from kehou.ordinance.roles import Role
from kehou.platform.walls import belongs_to_a_school, own_models
from tests.architecture.world import SEATED, UNSEATED, World

pytestmark = pytest.mark.django_db
SCHOOL_TABLES = [m for m in own_models() if belongs_to_a_school(m)]


@pytest.mark.parametrize("model", SCHOOL_TABLES, ids=lambda model: model._meta.db_table)
def test_every_table_has_rows_of_both_schools(world: World, model: type[Model]) -> None:
    for side in (world.own, world.other):
        assert model._default_manager.filter(school_id=side.school.pk).exists(), (
            f"teach tests/architecture/city.py to make rows of {model._meta.label}"
        )


def test_the_schools_lie_in_different_districts(world: World) -> None:
    assert world.own.school.district_id != world.other.school.district_id


def test_somebody_sits_in_every_seat_there_is(world: World) -> None:
    assert {*SEATED, *UNSEATED, Role.PUBLIC} == set(Role)
    assert world.own.sessions.keys() == world.other.sessions.keys() == set(SEATED)
