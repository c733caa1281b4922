"""Several people at one file: nothing is admitted unread, nothing is written over (5.2.a)."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from django.db import connection

from kehou.kernel.explained import Refused
from kehou.ordinance.roles import Role
from kehou.people.actions import apply_import, preview_import
from kehou.people.models import Staff
from kehou.people.testing import AFTERNOON, a_person, an_account, somebody
from kehou.platform import reach
from kehou.platform.actors import Actor
from kehou.platform.errors import Conflict
from kehou.platform.tests.workbook.files import workbook
from kehou.providers.actions import (
    apply_to_district,
    name_representative,
    review_admission,
    write_file,
)
from kehou.providers.models import Admission, Institution
from kehou.providers.queries import file_in, newest_version
from kehou.providers.testing import EVERY_POINT, an_institution, speaking_for, waiting
from kehou.schools.testing import a_school, the_term

THREADS = 6

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(acts: list[tuple[Actor, Callable[[], object]]]) -> Counter[str]:
    """Let everybody act in the same moment, and count how it went."""
    together = Barrier(len(acts))

    def attempt(one: tuple[Actor, Callable[[], object]]) -> str:
        actor, act = one
        together.wait(timeout=30)
        try:
            with reach.of(actor):
                act()
        except (Refused, Conflict) as no:
            return type(no).__name__
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return Counter(pool.map(attempt, acts))


@pytest.mark.parametrize("_round", range(3))
def test_what_is_admitted_while_the_file_changes_is_what_the_reviewer_read(_round: int) -> None:
    school, institution = a_school(), an_institution()
    read = waiting(institution, school.district)
    reviewer, writer = somebody(Role.DISTRICT_REVIEWER, school), speaking_for(institution)
    seen = Institution.objects.get(pk=institution.pk)
    file = replace(file_in(newest_version(institution)), courses=("武术",))

    went = at_once(
        [
            (
                reviewer,
                lambda: review_admission(
                    actor=reviewer,
                    at=AFTERNOON,
                    admission=read,
                    outcome=Admission.State.ADMITTED,
                    checked=EVERY_POINT,
                ),
            ),
            (
                writer,
                lambda: write_file(actor=writer, at=AFTERNOON, institution=seen, file=file),
            ),
        ]
    )

    listed = Admission.objects.filter(state=Admission.State.ADMITTED)
    assert [one.version.number for one in listed] == [1] * listed.count()
    assert Admission.objects.get(state=Admission.State.WAITING).version.number == 2
    assert went in ({"done": 2}, {"done": 1, "Conflict": 1})
    assert listed.count() == went["done"] - 1


def test_of_six_changes_to_one_version_one_stands() -> None:
    institution = an_institution()
    writer = speaking_for(institution)
    file = file_in(newest_version(institution))

    def write(number: int) -> Callable[[], object]:
        seen = Institution.objects.get(pk=institution.pk)
        changed = replace(file, courses=(f"武术{number}",))
        return lambda: write_file(actor=writer, at=AFTERNOON, institution=seen, file=changed)

    went = at_once([(writer, write(number)) for number in range(THREADS)])

    assert went == {"done": 1, "Conflict": THREADS - 1}
    assert Institution.objects.get().version == 2


def test_of_six_applications_to_one_district_one_waits() -> None:
    institution, district = an_institution(), a_school().district
    writer = speaking_for(institution)

    went = at_once(
        [
            (
                writer,
                lambda: apply_to_district(
                    actor=writer, at=AFTERNOON, institution=institution, district=district
                ),
            )
        ]
        * THREADS
    )

    assert went == {"done": 1, "Refused": THREADS - 1}
    assert Admission.objects.count() == 1


@pytest.mark.parametrize("_round", range(3))
def test_whoever_joins_a_staff_while_named_for_an_institution_does_one_of_the_two(
    _round: int,
) -> None:
    the_term()
    school, institution = a_school(), an_institution()
    person = a_person("张敏", phone="13912345678")
    account = an_account(person)
    office, bureau = somebody(Role.OFFICE, school), somebody(Role.CITY_BUREAU)
    waiting_import = preview_import(
        actor=office,
        at=AFTERNOON,
        school=school,
        kind="staff",
        file_name="表.xlsx",
        content=workbook([("姓名", "工号", "电话"), ("张敏", "T12", "13912345678")]),
    )

    went = at_once(
        [
            (office, lambda: apply_import(actor=office, at=AFTERNOON, handed_in=waiting_import)),
            (
                bureau,
                lambda: name_representative(
                    actor=bureau,
                    at=AFTERNOON,
                    institution=institution,
                    name="张敏",
                    login_name=account.login_name or "",
                ),
            ),
        ]
    )

    assert went == {"done": 1, "Refused": 1}
    speaks = institution.representatives.filter(person=person, until__isnull=True).count()
    assert Staff.objects.filter(person=person).count() + speaks == 1
