from datetime import date
from time import perf_counter
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kehou.ordinance.roles import Role
from kehou.people.actions import preview_import
from kehou.people.models import Person, Pupil, RollImport
from kehou.people.queries.import_plans import content_of, masked, preview_of
from kehou.people.queries.known_roll import RESIDENT_ID, STUDENT_NUMBER
from kehou.people.testing import AFTERNOON, a_guardian, a_person, a_pupil, appoint, somebody
from kehou.people.tests.crooked_cells import CROOKED
from kehou.people.tests.rolls import TITLES, a_line, a_phone, a_resident_id, a_roll
from kehou.platform.errors import Forbidden
from kehou.platform.models import JournalEntry
from kehou.platform.sealed import blind_index, seal
from kehou.platform.tests.workbook.files import workbook
from kehou.schools.models import Term
from kehou.schools.testing import a_class, a_school, the_term

if TYPE_CHECKING:
    from kehou.platform.actors import Actor
    from kehou.schools.models import School

pytestmark = pytest.mark.django_db
# Found only beside what is known; the reading of the files alone does not know them.
BESIDE_THE_KNOWN = {
    "class_not_known",
    "class_on_another_campus",
    "resident_id_of_somebody_else",
    "leaving_not_proposed",
}
SECONDS_FOR_3000_LINES = 5


@pytest.fixture
def school() -> "School":
    the_term()
    school = a_school()
    a_class(school, grade=3, number=1)
    return school


@pytest.fixture
def office(school: "School") -> "Actor":
    return somebody(Role.OFFICE, school)


def preview(office: "Actor", school: "School", *lines: list[str]) -> RollImport:
    return preview_import(
        actor=office,
        at=AFTERNOON,
        school=school,
        kind=RollImport.Kind.ROLL,
        file_name="名册.xlsx",
        content=a_roll(*lines),
    )


def codes(handed_in: RollImport) -> list[str]:
    return [fault.reason.code for fault in preview_of(handed_in).faults]


def test_a_preview_writes_nothing_but_itself(office: "Actor", school: "School") -> None:
    people = Person.objects.count()
    line = a_line("林小雨")

    handed_in = preview(office, school, line)

    shown = preview_of(handed_in)
    assert [(new.row, new.name, new.place) for new in shown.new] == [(2, "林小雨", "三（1）班")]
    assert shown.counts == dict.fromkeys(shown.counts, 0) | {"new": 1}
    assert Person.objects.count() == people
    assert not Pupil.objects.exists()
    assert content_of(handed_in) == content_of(RollImport.objects.get())
    assert line[1].encode() not in bytes(handed_in.content_sealed or b"")
    entry = JournalEntry.objects.get(act="people.import_previewed")
    assert (entry.school_id, entry.detail["new"]) == (school.pk, 1)


def test_a_second_preview_takes_the_place_of_the_first(office: "Actor", school: "School") -> None:
    first = preview(office, school, a_line())

    second = preview(office, school, a_line())

    first.refresh_from_db()
    assert (first.state, first.content_sealed) == (RollImport.State.DISCARDED, None)
    assert second.state == RollImport.State.PREVIEWED


def test_a_class_that_the_school_does_not_have_is_a_fault(
    office: "Actor", school: "School"
) -> None:
    handed_in = preview(office, school, a_line(class_name="三（9）班"))

    (fault,) = preview_of(handed_in).faults
    assert (fault.row, fault.column) == (2, "D")
    assert (fault.title, fault.value) == ("班级", "三（9）班")
    assert fault.reason.code == "class_not_known"


def test_a_pupil_of_another_school_is_refused_by_number_and_by_id(
    office: "Actor", school: "School"
) -> None:
    by_number, by_id = a_line("林一"), a_line("林二")
    elsewhere, also = a_pupil(), a_pupil(name="林二")
    Pupil.objects.filter(pk=elsewhere.pk).update(
        student_number_index=blind_index(STUDENT_NUMBER, by_number[1])
    )
    _is_known_by(also.person, by_id[2])

    assert codes(preview(office, school, by_number, by_id)) == ["pupil_on_another_roll"] * 2


def test_a_resident_id_that_belongs_to_another_name_is_a_fault(
    office: "Actor", school: "School"
) -> None:
    own = a_line("林一")
    _is_known_by(a_person("王五"), own[2])

    assert codes(preview(office, school, own)) == ["resident_id_of_somebody_else"]


def an_adult_in(*groups: str) -> list[tuple[str, ...]]:
    """A roll whose last group of columns names an adult by another's resident id."""
    known = a_person("王五")
    _is_known_by(known, number := a_resident_id(date(1988, 1, 4)))
    titles = [f"{group}{what}" for group in groups for what in ("姓名", "电话", "身份证号")]
    blank = ["", "", ""] * (len(groups) - 1)
    return [(*TITLES[:4], *titles), (*a_line()[:4], *blank, "李四", a_phone(), number)]


@pytest.mark.parametrize(
    ("groups", "place"),
    [
        (("监护人1",), ("G", "监护人1身份证号")),
        (("监护人1", "监护人2"), ("J", "监护人2身份证号")),
        (("监护人1", "监护人2", "监护人3"), ("M", "监护人3身份证号")),
        (("父亲", "母亲"), ("J", "母亲身份证号")),
        (("母亲", "父亲"), ("J", "父亲身份证号")),
    ],
)
def test_a_fault_of_an_adult_stands_at_their_own_column(
    groups: tuple[str, ...], place: tuple[str, str], office: "Actor", school: "School"
) -> None:
    handed_in = preview_import(
        actor=office,
        at=AFTERNOON,
        school=school,
        kind=RollImport.Kind.ROLL,
        file_name="名册.xlsx",
        content=workbook(an_adult_in(*groups)),
    )

    (fault,) = preview_of(handed_in).faults
    assert fault.reason.code == "resident_id_of_somebody_else"
    assert (fault.column, fault.title) == place
    assert "••••" in fault.value


def test_one_resident_id_for_two_names_of_a_file_is_a_fault_of_both(
    office: "Actor", school: "School"
) -> None:
    number = a_resident_id(date(1988, 1, 4))
    lines = [a_line(adult="林母", adult_id=number), a_line(adult="王母", adult_id=number)]

    assert codes(preview(office, school, *lines)) == ["resident_id_of_somebody_else"] * 2


def test_the_phone_of_somebody_known_elsewhere_is_not_changed_by_a_roll(
    office: "Actor", school: "School"
) -> None:
    number = a_resident_id(date(1988, 1, 4))
    elsewhere = a_guardian(a_pupil(), name="林母")
    _is_known_by(elsewhere.person, number)
    principal = a_person("陈校长")
    _is_known_by(principal, other := a_resident_id(date(1970, 3, 9)))
    appoint(principal, Role.PRINCIPAL, school=school)

    handed_in = preview(
        office,
        school,
        a_line(adult="林母", adult_id=number, phone=a_phone()),
        a_line(adult="陈校长", adult_id=other, phone=a_phone()),
    )

    assert codes(handed_in) == ["guardian_known_by_another_phone"] * 2


def test_a_campus_that_contradicts_the_class_is_a_fault(office: "Actor", school: "School") -> None:
    handed_in = preview_import(
        actor=office,
        at=AFTERNOON,
        school=school,
        kind=RollImport.Kind.ROLL,
        file_name="名册.xlsx",
        content=workbook([(*TITLES, "校区"), (*a_line(), "南校园")]),
    )

    assert codes(handed_in) == ["class_on_another_campus"]


def test_personal_numbers_are_masked_in_what_is_kept(office: "Actor", school: "School") -> None:
    wrong = a_resident_id()[:-2] + "99"
    handed_in = preview(office, school, a_line(resident_id=wrong, phone="139123456789"))

    kept = str(handed_in.outcome)
    assert wrong not in kept
    assert "139123456789" not in kept
    assert masked("身份证 440305201503070014") == "身份证 4403••••14"
    assert masked("139 1234 5678") == "139 ••••78"
    assert masked("2015-03-07 18:30") == "2015-03-07 18:30"


@pytest.mark.parametrize("name", sorted(CROOKED.keys() - {"three_thousand_lines"}))
def test_a_crooked_roll_is_previewed_with_everything_that_is_wrong(name: str) -> None:
    Term.objects.create(
        school_year=2025, half=1, first_day=date(2025, 9, 1), last_day=date(2026, 1, 23)
    )
    school = a_school()
    expected = CROOKED[name]

    handed_in = preview_import(
        actor=somebody(Role.OFFICE, school),
        at=AFTERNOON.replace(year=2025),
        school=school,
        kind=RollImport.Kind.ROLL,
        file_name=f"{name}.xlsx",
        content=expected.make(),
    )

    shown = preview_of(handed_in)
    read = [f for f in shown.faults if f.reason.code not in BESIDE_THE_KNOWN]
    told = tuple(f"{f.reason.code} {f.sheet}!{f.column}{f.row}" for f in read)
    assert told == expected.faults
    assert not Pupil.objects.exists()


@pytest.mark.parametrize("role", [Role.STAFF, Role.SCHOOL_FINANCE, Role.GUARDIAN, Role.AUDITOR])
def test_others_may_not(role: Role, school: "School") -> None:
    stranger = somebody(role, school)

    with pytest.raises(Forbidden):
        preview(stranger, school, a_line())

    assert not RollImport.objects.exists()


def test_the_office_of_another_school_may_not(school: "School") -> None:
    with pytest.raises(Forbidden):
        preview(somebody(Role.OFFICE), school, a_line())

    assert not RollImport.objects.exists()


def test_three_thousand_lines_are_previewed_in_time(school: "School") -> None:
    office = somebody(Role.OFFICE, school)
    content = a_roll(*[a_line() for _ in range(3000)])
    few = a_roll(a_line(), a_line())
    counted = []
    for content_of_file in (few, content):
        began = perf_counter()
        with CaptureQueriesContext(connection) as queries:
            handed_in = preview_import(
                actor=office,
                at=AFTERNOON,
                school=school,
                kind=RollImport.Kind.ROLL,
                file_name="名册.xlsx",
                content=content_of_file,
            )
        counted.append(len(queries))

    assert perf_counter() - began < SECONDS_FOR_3000_LINES
    assert handed_in.outcome["counts"]["new"] == 3000
    assert counted[0] == counted[1]


def _is_known_by(person: Person, number: str) -> None:
    person.resident_id_sealed = seal(RESIDENT_ID, person.key, number)
    person.resident_id_index = blind_index(RESIDENT_ID, number)
    person.save()
