"""The small whole city that the tests above all slices look at."""

from collections.abc import Iterator
from typing import Any

import pytest
from tools import throwaway

from kehou.platform import reach
from tests.architecture import city
from tests.architecture.world import World, look_around


@pytest.fixture(scope="module")
def world(django_db_setup: throwaway.AtWork, django_db_blocker: Any) -> Iterator[World]:
    """A copy of the city, with somebody signed in for each seat, while the module's tests run."""
    before = django_db_setup.template
    with django_db_blocker.unblock():

        def build() -> None:
            with reach.everywhere():
                city.build()

        template = throwaway.template("kehou_city", build, on=throwaway.migrated())
        django_db_setup.move_to(template)
        with reach.everywhere():
            found = look_around()
    yield found
    with django_db_blocker.unblock():
        django_db_setup.move_to(before)
