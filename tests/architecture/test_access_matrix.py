"""Every page, called by everybody with every method, at their own school and at another."""

from collections.abc import Callable, Iterator

import pytest
from pytest_django import Settings

from kehou.people.testing import AFTERNOON
from kehou.platform.http import Access
from tests.architecture import matrix
from tests.architecture.routes import NOT_OURS, Route, every_route, routes
from tests.architecture.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_in_the_afternoon")]
Check = Callable[[Route, World, matrix.Caller], Iterator[str]]


@pytest.fixture
def _in_the_afternoon(world: World, at_time: Callable[..., None], settings: Settings) -> None:
    at_time(AFTERNOON)
    settings.DEMO = True  # a demo has one page more


@pytest.fixture
def hold(world: World, record_property: Callable[[str, object], None]) -> Callable[..., None]:
    """Have a check hold. The calls that it took stand in the summary of the run."""

    def checked(check: Check, route: Route) -> None:
        call = matrix.Caller()
        found = list(check(route, world, call))
        record_property("matrix", SIZE)
        record_property("calls", call.calls)
        record_property("leaks", len(found))
        assert not found, "\n".join(found)

    return checked


SIZE = f"{len(routes())} pages × {len(matrix.EVERYBODY)} roles × {len(matrix.METHODS)} methods"
each_route = pytest.mark.parametrize("route", routes(), ids=str)


def test_every_address_says_who_it_is_open_to() -> None:
    undeclared = [str(route) for route in every_route() if not isinstance(_declared(route), Access)]

    assert undeclared == sorted(NOT_OURS)


def _declared(route: Route) -> object:
    return getattr(route.page, "access", None)


@each_route
def test_whoever_it_is_not_open_to_is_shut_out(route: Route, hold: Callable[..., None]) -> None:
    hold(matrix.calls_outside, route)


@each_route
def test_nothing_of_another_school_is_found(route: Route, hold: Callable[..., None]) -> None:
    hold(matrix.calls_for_the_other_school, route)


@each_route
def test_nothing_of_another_family_is_found(route: Route, hold: Callable[..., None]) -> None:
    hold(matrix.calls_for_another_family, route)


@each_route
def test_whoever_it_is_open_to_is_served(route: Route, hold: Callable[..., None]) -> None:
    hold(matrix.calls_of_the_rightful, route)


@each_route
def test_the_head_is_that_of_the_page(route: Route, hold: Callable[..., None]) -> None:
    hold(matrix.calls_for_the_head, route)


@each_route
def test_ids_of_another_school_in_a_form_are_no_way_in(
    route: Route, hold: Callable[..., None]
) -> None:
    hold(matrix.calls_with_foreign_ids_posted, route)


@each_route
def test_nothing_is_changed_without_a_token(route: Route, hold: Callable[..., None]) -> None:
    hold(matrix.calls_without_a_token, route)
