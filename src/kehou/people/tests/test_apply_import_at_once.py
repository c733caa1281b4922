from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from typing import TYPE_CHECKING

import pytest
from django.db import connection

from kehou.kernel.explained import Refused
from kehou.ordinance.roles import Role
from kehou.people.actions import apply_import, preview_import
from kehou.people.models import Guardianship, Person, Pupil, RollImport, RollMovement, Staff
from kehou.people.testing import AFTERNOON, somebody
from kehou.people.tests.rolls import a_line, a_phone, a_roll
from kehou.platform import reach
from kehou.platform.tests.workbook.files import workbook
from kehou.schools.testing import a_class, a_school, the_term

if TYPE_CHECKING:
    from kehou.platform.actors import Actor
    from kehou.schools.models import School

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def school() -> "School":
    the_term()
    school = a_school()
    a_class(school, grade=3, number=1)
    return school


def waiting(actor: "Actor", school: "School", kind: str, content: bytes) -> RollImport:
    return preview_import(
        actor=actor, at=AFTERNOON, school=school, kind=kind, file_name="表.xlsx", content=content
    )


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Let everybody act at the same moment, each on a connection of their own; what they met."""
    start = Barrier(len(acts))

    def act(one: Callable[[], object]) -> str:
        try:
            start.wait()
            one()
        except Refused as refused:
            return refused.against[0].code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(act, acts))


def test_two_offices_apply_the_same_table_and_one_is_told_it_is_done(school: "School") -> None:
    offices = [somebody(Role.OFFICE, school) for _ in range(2)]
    handed_in = waiting(offices[0], school, "roll", a_roll(*[a_line() for _ in range(20)]))

    def applying(actor: "Actor") -> None:
        with reach.of(actor):
            apply_import(
                actor=actor, at=AFTERNOON, handed_in=RollImport.objects.get(pk=handed_in.pk)
            )

    met = at_once(*[lambda actor=actor: applying(actor) for actor in offices])

    assert met == ["done", "import_settled_already"]
    assert Pupil.objects.filter(school=school).count() == 20
    assert Guardianship.objects.filter(school=school).count() == 20
    assert RollMovement.objects.filter(school=school).count() == 20


def test_two_offices_hand_in_and_apply_the_same_roll_and_nobody_is_doubled(
    school: "School",
) -> None:
    offices = [somebody(Role.OFFICE, school) for _ in range(2)]
    roll = a_roll(*[a_line() for _ in range(20)])

    def importing(actor: "Actor") -> None:
        with reach.of(actor):
            handed_in = waiting(actor, school, "roll", roll)
            apply_import(actor=actor, at=AFTERNOON, handed_in=handed_in)

    met = at_once(*[lambda actor=actor: importing(actor) for actor in offices])

    assert met == ["done", "done"]
    assert Pupil.objects.filter(school=school).count() == 20
    assert Person.objects.filter(name="林母").count() == 20
    counts = RollImport.objects.order_by("pk").values_list("outcome__counts__new", flat=True)
    assert sorted(counts) == [0, 20]


def test_a_teacher_who_is_a_parent_is_one_person_however_the_tables_meet(
    school: "School",
) -> None:
    phone = a_phone()
    staff = workbook([("姓名", "工号", "电话"), ("李老师", "T1", phone)])
    roll = a_roll(*[a_line(adult="李老师", phone=phone) for _ in range(20)])
    offices = [somebody(Role.OFFICE, school) for _ in range(2)]
    of_roll = waiting(offices[0], school, "roll", roll)
    of_staff = waiting(offices[1], school, "staff", staff)
    roll_is_written, staff_are_in = Event(), Event()

    def applying_the_roll() -> None:
        with reach.of(offices[0]):
            apply_import(actor=offices[0], at=AFTERNOON, handed_in=of_roll)
            roll_is_written.set()
            # Not committed yet: whoever does not wait for us gets in meanwhile.
            staff_are_in.wait(timeout=2)

    def applying_the_staff() -> None:
        roll_is_written.wait()
        with reach.of(offices[1]):
            apply_import(actor=offices[1], at=AFTERNOON, handed_in=of_staff)
        staff_are_in.set()

    assert at_once(applying_the_roll, applying_the_staff) == ["done", "done"]
    assert Person.objects.filter(name="李老师").count() == 1
    assert Staff.objects.get(school=school).person.guardianships.count() == 20
