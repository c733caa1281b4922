"""A child whose guardian has signed in on an afternoon in term, for the screens of a family."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from kehou.enrolment.testing import an_open_window
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, a_guardian, a_pupil, sign_in, the_actor
from kehou.schools.testing import a_school

if TYPE_CHECKING:
    from kehou.enrolment.models import Window
    from kehou.people.models import Pupil


@pytest.fixture
def child(client: Client, at_time: Callable[[datetime], None]) -> "Pupil":
    at_time(AFTERNOON)
    child = a_pupil(a_school(), grade=3)
    sign_in(client, the_actor(a_guardian(child).person, Role.GUARDIAN))
    return child


@pytest.fixture
def window_of_child(child: "Pupil") -> "Window":
    return an_open_window(child.school)
