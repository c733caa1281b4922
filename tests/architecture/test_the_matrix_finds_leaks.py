"""The matrix is only worth its calls if each kind of leak fails it."""

from collections.abc import Callable, Iterable

import pytest
from pytest_django import Settings

from kehou.people.testing import AFTERNOON
from tests.architecture import matrix
from tests.architecture.routes import Route, routes
from tests.architecture.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(world: World, at_time: Callable[..., None], settings: Settings) -> Callable[..., str]:
    """What a check says of one of the leaky pages."""
    at_time(AFTERNOON)
    settings.ROOT_URLCONF = "tests.architecture.leaky"
    leaky: dict[str, Route] = {route.name: route for route in routes()}

    def look(check: Callable[..., Iterable[str]], name: str) -> str:
        return "\n".join(check(leaky[name], world, matrix.Caller()))

    return look


def test_a_page_that_says_nothing_is_known_and_shut(
    world: World, settings: Settings, at_time: Callable[..., None]
) -> None:
    at_time(AFTERNOON)
    settings.ROOT_URLCONF = "tests.architecture.leaky"

    undeclared = [r for r in routes() if not hasattr(r.page, "access")]
    assert [route.name for route in undeclared] == ["closed"]
    for role in matrix.EVERYBODY:
        assert matrix.Caller()(world.own.client(role), "GET", undeclared[0].address({})).is_shut


def test_rows_of_another_school_are_found(found: Callable[..., str], world: World) -> None:
    said = found(matrix.calls_of_the_rightful, "lists_too_much")

    assert said.splitlines() == [
        f"{role} GET /leaky/lists_too_much/ shows {world.other.mark}"
        for role in ("office", "district_reviewer")
    ]


def test_a_page_that_trusts_the_id_is_found(found: Callable[..., str]) -> None:
    assert found(matrix.calls_for_the_other_school, "trusts_the_id").count("→ 200") == 4
    assert found(matrix.calls_of_the_rightful, "trusts_the_id") == ""


def test_writing_while_reading_is_found(found: Callable[..., str]) -> None:
    said = found(matrix.calls_of_the_rightful, "writes_when_read")

    assert said.count("only reads, and wrote to ['schools_campus']") == 4


def test_a_page_that_fails_is_found(found: Callable[..., str]) -> None:
    assert found(matrix.calls_of_the_rightful, "fails").count("→ 500") == 4


def test_a_page_without_a_head_is_found(found: Callable[..., str]) -> None:
    said = found(matrix.calls_for_the_head, "hides_its_head")

    assert said.count("→ 405, and GET → 200") == 2


def test_a_page_that_asks_for_no_token_is_found(found: Callable[..., str]) -> None:
    said = found(matrix.calls_without_a_token, "asks_for_no_token")

    assert said.count("without a token → 200") == 2


def test_a_form_that_nobody_can_send_is_found(found: Callable[..., str]) -> None:
    assert "nobody can send" in found(matrix.calls_of_the_rightful, "nobody_can_send")


def test_a_page_that_answers_more_than_it_says_is_found(found: Callable[..., str]) -> None:
    assert "public DELETE" in found(matrix.calls_outside, "answers_everything")
