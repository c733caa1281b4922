"""Imports that are decided and left to a job."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from kehou.kernel.explained import Refused
from kehou.people.actions import (
    begin_import,
    preview_import,
)
from kehou.people.events import ImportDecided
from kehou.people.models import RollImport
from kehou.people.queries.import_progress import ROWS_AT_ONCE_MAX
from kehou.people.testing import AFTERNOON
from kehou.people.tests.rolls import a_line, a_roll
from kehou.platform.actors import Actor

if TYPE_CHECKING:
    from kehou.schools.models import School

MANY = ROWS_AT_ONCE_MAX + 1


def waiting(office: Actor, school: "School", *, lines: int = MANY) -> RollImport:
    return preview_import(
        actor=office,
        at=AFTERNOON,
        school=school,
        kind=RollImport.Kind.ROLL,
        file_name="名册.xlsx",
        content=a_roll(*[a_line() for _ in range(lines)]),
    )


def decided(office: Actor, school: "School", **how: object) -> RollImport:
    handed_in = waiting(office, school, lines=3)
    begin_import(actor=office, at=AFTERNOON, handed_in=handed_in, **how)  # type: ignore[arg-type]
    return handed_in


def the_event(handed_in: RollImport, office: Actor) -> ImportDecided:
    return ImportDecided(handed_in.pk, office.somebody, office.role, AFTERNOON, False, [])


def code(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.against[0].code
