"""A school in term, for every test of this slice, and what refusals consist of."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from kehou.people.testing import AFTERNOON
from kehou.schools.testing import a_school

if TYPE_CHECKING:
    from kehou.schools.models import School


@pytest.fixture(autouse=True)
def _in_term(at_time: Callable[[datetime], None]) -> None:
    at_time(AFTERNOON)


@pytest.fixture
def school() -> "School":
    return a_school()
