"""The first wall alone: with row security off, the pages' own scopes keep the schools apart."""

from collections.abc import Callable

import pytest
from django.db import connection
from pytest_django import Settings
from tools import throwaway

from kehou.people.models import Pupil
from kehou.people.testing import AFTERNOON
from kehou.platform import reach
from kehou.platform.actors import NOWHERE
from kehou.platform.walls import about_an_institution, belongs_to_a_school, own_models
from tests.architecture import matrix
from tests.architecture.routes import Route, routes
from tests.architecture.world import World

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.wall,
    pytest.mark.usefixtures("_without_the_other_wall"),
]


@pytest.fixture(scope="module")
def _row_security_off(world: World) -> None:
    """In this module's copy of the city only, which is thrown away after it."""
    with throwaway.superuser(connection.settings_dict["NAME"]) as server:
        for model in own_models():
            if belongs_to_a_school(model) or about_an_institution(model):
                table = model._meta.db_table
                server.execute(f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY'.encode())


@pytest.fixture
def _without_the_other_wall(
    _row_security_off: None, at_time: Callable[..., None], settings: Settings
) -> None:
    at_time(AFTERNOON)
    settings.DEMO = True


def test_the_other_wall_is_off(world: World) -> None:
    with reach.applied(reads=NOWHERE, writes=NOWHERE):
        schools = set(Pupil.objects.values_list("school_id", flat=True))

    assert schools == {world.own.school.pk, world.other.school.pk}


@pytest.mark.parametrize("route", routes(), ids=str)
def test_nothing_of_another_school_is_found(route: Route, world: World) -> None:
    call = matrix.Caller()

    found = [
        *matrix.calls_for_the_other_school(route, world, call),
        *matrix.calls_of_the_rightful(route, world, call),
    ]

    assert not found, "\n".join(found)
