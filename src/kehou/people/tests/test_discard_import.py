from typing import TYPE_CHECKING

import pytest

from kehou.kernel.explained import Reason, Refused
from kehou.ordinance.roles import Role
from kehou.people.actions import discard_import, preview_import
from kehou.people.models import RollImport
from kehou.people.testing import AFTERNOON, somebody
from kehou.people.tests.rolls import a_line, a_roll
from kehou.platform.errors import Forbidden
from kehou.platform.models import JournalEntry
from kehou.schools.testing import a_school, the_term

if TYPE_CHECKING:
    from kehou.schools.models import School

pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> "School":
    the_term()
    return a_school()


def a_waiting_import(school: "School") -> RollImport:
    return preview_import(
        actor=somebody(Role.OFFICE, school),
        at=AFTERNOON,
        school=school,
        kind=RollImport.Kind.ROLL,
        file_name="名册.xlsx",
        content=a_roll(a_line()),
    )


def test_a_discarded_import_keeps_neither_file_nor_names(school: "School") -> None:
    waiting = a_waiting_import(school)

    discard_import(actor=somebody(Role.PRINCIPAL, school), at=AFTERNOON, handed_in=waiting)

    waiting.refresh_from_db()
    assert (waiting.state, waiting.content_sealed) == (RollImport.State.DISCARDED, None)
    assert list(waiting.outcome) == ["counts"]
    assert JournalEntry.objects.filter(act="people.import_discarded").count() == 1


def test_refuses_one_that_is_settled_and_changes_nothing(school: "School") -> None:
    office = somebody(Role.OFFICE, school)
    waiting = a_waiting_import(school)
    discard_import(actor=office, at=AFTERNOON, handed_in=waiting)

    with pytest.raises(Refused) as refused:
        discard_import(actor=office, at=AFTERNOON, handed_in=waiting)

    assert refused.value.against == (Reason("import_settled_already"),)
    assert JournalEntry.objects.filter(act="people.import_discarded").count() == 1


def test_the_office_of_another_school_may_not(school: "School") -> None:
    other = a_school()
    own, waiting = a_waiting_import(other), a_waiting_import(school)

    with pytest.raises(Forbidden):
        discard_import(actor=somebody(Role.OFFICE, other), at=AFTERNOON, handed_in=waiting)

    states = RollImport.objects.filter(pk__in=[own.pk, waiting.pk]).values_list("state", flat=True)
    assert set(states) == {RollImport.State.PREVIEWED}
