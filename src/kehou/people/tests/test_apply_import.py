from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kehou.kernel.explained import Reason, Refused
from kehou.ordinance.roles import Role
from kehou.people.actions import apply_import, preview_import
from kehou.people.models import Guardianship, Person, Pupil, RollImport, RollMovement
from kehou.people.queries.known_roll import STUDENT_NUMBER
from kehou.people.testing import AFTERNOON, a_pupil, somebody
from kehou.people.tests.rolls import a_line, a_phone, a_resident_id, a_roll
from kehou.platform.actors import Actor
from kehou.platform.clock import city_day
from kehou.platform.errors import Forbidden
from kehou.platform.models import JournalEntry
from kehou.platform.sealed import blind_index
from kehou.schools.queries import school_of
from kehou.schools.testing import a_class, a_school, the_term

if TYPE_CHECKING:
    from kehou.schools.models import School

pytestmark = pytest.mark.django_db
TODAY = city_day(AFTERNOON)


@pytest.fixture
def school() -> "School":
    the_term()
    school = a_school()
    for grade in (3, 4):
        a_class(school, grade=grade, number=1)
    return school


@pytest.fixture
def office(school: "School") -> Actor:
    return somebody(Role.OFFICE, school)


def handed_in(office: Actor, school: "School", *lines: list[str]) -> RollImport:
    return preview_import(
        actor=office,
        at=AFTERNOON,
        school=school,
        kind=RollImport.Kind.ROLL,
        file_name="名册.xlsx",
        content=a_roll(*lines),
    )


def apply(office: Actor, school: "School", *lines: list[str], **how: object) -> RollImport:
    waiting = handed_in(office, school, *lines)
    return apply_import(actor=office, at=AFTERNOON, handed_in=waiting, **how)  # type: ignore[arg-type]


def written() -> tuple[list[object], ...]:
    """Everything that an import may write, apart from the import itself."""
    return tuple(
        list(model.objects.order_by("pk").values())
        for model in (Person, Pupil, Guardianship, RollMovement)
    )


def refusal_of(office: Actor, waiting: RollImport, **how: object) -> tuple[Reason, ...]:
    before = written()
    with pytest.raises(Refused) as refused:
        apply_import(actor=office, at=AFTERNOON, handed_in=waiting, **how)  # type: ignore[arg-type]
    assert written() == before
    return refused.value.against


def test_a_new_pupil_enters_with_a_guardian_who_may_collect(
    office: Actor, school: "School"
) -> None:
    applied = apply(office, school, a_line("林小雨", adult="林母", collecting=""))

    pupil = Pupil.objects.get(school=school)
    assert (pupil.person.name, pupil.person.sort_key) == ("林小雨", "lin xiao yu")
    assert str(pupil.class_by_day) == "三（1）班"
    assert (pupil.on_roll_from, pupil.gender) == (TODAY, Pupil.Gender.GIRL)
    adult = pupil.guardianships.get()
    assert (adult.person.name, adult.relation) == ("林母", Guardianship.Relation.MOTHER)
    assert (adult.is_guardian, adult.may_collect) == (True, True)
    movement = pupil.movements.get()
    assert (movement.kind, movement.to_class) == ("entered", pupil.class_by_day)
    assert (applied.state, applied.content_sealed) == (RollImport.State.APPLIED, None)
    assert JournalEntry.objects.get(act="people.import_applied").detail["new"] == 1


def test_a_ban_on_collecting_is_kept_and_a_grandparent_needs_to_be_told(
    office: Actor, school: "School"
) -> None:
    apply(
        office,
        school,
        a_line(adult="林父", relation="父亲", collecting="禁止"),
        a_line(adult="林奶奶", relation="奶奶"),
    )

    banned, grandmother = Guardianship.objects.order_by("pk")
    assert (banned.may_collect, banned.must_not_collect) == (False, True)
    assert (grandmother.may_collect, grandmother.must_not_collect) == (False, False)


def test_the_same_roll_again_writes_nothing(office: Actor, school: "School") -> None:
    lines = [a_line("林小雨"), a_line("王小雨", adult_id=a_resident_id(TODAY.replace(year=1990)))]
    apply(office, school, *lines)
    before = written()

    again = apply(office, school, *lines)

    assert written() == before
    assert again.outcome["counts"]["unchanged"] == 2


def test_namesakes_stay_two_people(office: Actor, school: "School") -> None:
    apply(office, school, a_line("王芳"), a_line("王芳"))

    assert Pupil.objects.filter(person__name="王芳").count() == 2
    assert Person.objects.filter(name="王芳").count() == 2


def test_one_guardian_of_two_children_stays_one_person(office: Actor, school: "School") -> None:
    phone = a_phone()
    apply(office, school, a_line("林大雨", phone=phone))

    apply(office, school, a_line("林小雨", phone=phone), a_line("林二雨", phone=phone))

    assert Person.objects.filter(name="林母").count() == 1
    assert Guardianship.objects.filter(person__name="林母").count() == 3


def test_a_pupil_who_moves_up_changes_class_and_keeps_the_rest(
    office: Actor, school: "School"
) -> None:
    line = a_line()
    apply(office, school, line)

    apply(office, school, [*line[:3], "四（1）班", *line[4:]])

    pupil = Pupil.objects.get(school=school)
    assert pupil.class_by_day.grade == 4
    moved = pupil.movements.get(kind="changed_class")
    assert moved.from_class is not None
    assert (moved.from_class.grade, moved.to_class) == (3, pupil.class_by_day)
    assert pupil.guardianships.count() == 1


def test_the_class_of_last_year_is_another_class_of_that_name(
    office: Actor, school: "School"
) -> None:
    line = a_line()
    apply(office, school, line)
    pupil = Pupil.objects.get()
    last_year = a_class(school, grade=3, number=2)
    type(last_year).objects.filter(pk=last_year.pk).update(school_year=2025, number=1)
    Pupil.objects.update(class_by_day=last_year)

    again = apply(office, school, line)

    assert again.outcome["counts"]["changed"] == 1
    pupil.refresh_from_db()
    assert pupil.class_by_day.school_year == 2026


def test_changed_rights_end_what_was_said_and_say_it_anew(office: Actor, school: "School") -> None:
    line = a_line(collecting="是")
    apply(office, school, line)

    apply(office, school, [*line[:-1], "否"])

    ended, standing = Guardianship.objects.order_by("pk")
    assert (ended.may_collect, ended.until) == (True, TODAY)
    assert (standing.may_collect, standing.until) == (False, None)
    assert ended.person == standing.person


def test_a_name_and_a_number_are_corrected_on_the_same_pupil(
    office: Actor, school: "School"
) -> None:
    own_id = a_resident_id()
    apply(office, school, a_line("林小鱼", resident_id=own_id, number=f"L{own_id[:-1]}1"))

    apply(office, school, a_line("林小雨", resident_id=own_id))

    pupil = Pupil.objects.get()
    assert pupil.person.name == "林小雨"
    assert pupil.movements.count() == 1


def test_only_those_who_are_ticked_leave(office: Actor, school: "School") -> None:
    gone, missing, there = a_line("林一"), a_line("林二"), a_line("林三")
    apply(office, school, gone, missing, there)
    Pupil.objects.update(on_roll_from=TODAY - timedelta(days=30))
    leaver = Pupil.objects.get(person__name="林一")

    applied = apply(office, school, there, leaving=[leaver.pk])

    assert applied.outcome["counts"]["gone"] == 2
    leaver.refresh_from_db()
    assert leaver.on_roll_until == TODAY
    assert leaver.movements.get(kind="left").from_class == leaver.class_by_day
    assert leaver.guardianships.get().until == TODAY
    assert Pupil.objects.filter(on_roll_until__isnull=True).count() == 2


def test_refuses_a_leaver_who_is_on_the_new_roll_and_changes_nothing(
    office: Actor, school: "School"
) -> None:
    line = a_line()
    apply(office, school, line)
    waiting = handed_in(office, school, line)

    against = refusal_of(office, waiting, leaving=[Pupil.objects.get().pk])

    assert against == (Reason("leaving_no_longer_proposed", "3.1"),)


def test_a_pupil_who_left_returns_as_the_same_person(office: Actor, school: "School") -> None:
    line, other = a_line("林甲"), a_line("林乙")
    apply(office, school, line, other)
    person = Person.objects.get(name="林甲")
    Pupil.objects.update(on_roll_from=TODAY - timedelta(days=30))
    apply(office, school, other, leaving=[Pupil.objects.get(person=person).pk])

    apply(office, school, line, other)

    assert Pupil.objects.filter(person=person).count() == 2
    assert Person.objects.filter(name="林甲").count() == 1


def test_refuses_a_fault_in_the_last_line_and_changes_nothing(
    office: Actor, school: "School"
) -> None:
    waiting = handed_in(office, school, a_line("林一"), a_line("林二"), a_line(phone="123"))

    assert refusal_of(office, waiting) == (Reason("import_has_faults", "", {"rows": 1}),)
    waiting.refresh_from_db()
    assert waiting.state == RollImport.State.PREVIEWED


def test_the_good_lines_alone_are_imported_and_the_faults_remembered(
    office: Actor, school: "School"
) -> None:
    good, bad = a_line("林一"), a_line("林二", phone="123")

    applied = apply(office, school, good, bad, good_rows_only=True)

    assert [p.person.name for p in Pupil.objects.all()] == ["林一"]
    assert [fault["row"] for fault in applied.outcome["faults"]] == [3]


def test_nobody_leaves_while_a_line_has_a_fault(office: Actor, school: "School") -> None:
    known = a_line("林一")
    apply(office, school, known)
    broken = [*known[:6], "123", *known[7:]]

    waiting = handed_in(office, school, a_line("林二"), broken)

    assert waiting.outcome["gone"] == []
    assert "leaving_not_proposed" in {note["code"] for note in waiting.outcome["notes"]}


def test_refuses_a_file_without_a_good_line(office: Actor, school: "School") -> None:
    waiting = handed_in(office, school, a_line(phone="123"))

    against = refusal_of(office, waiting, good_rows_only=True)

    assert against == (Reason("import_without_good_rows"),)


def test_refuses_an_import_that_is_settled_and_changes_nothing(
    office: Actor, school: "School"
) -> None:
    applied = apply(office, school, a_line())

    assert refusal_of(office, applied) == (Reason("import_settled_already"),)


def test_what_changed_since_the_preview_is_seen_under_the_lock(
    office: Actor, school: "School"
) -> None:
    line = a_line()
    waiting = handed_in(office, school, line)
    index = blind_index(STUDENT_NUMBER, line[1])
    Pupil.objects.filter(pk=a_pupil().pk).update(student_number_index=index)

    assert refusal_of(office, waiting) == (Reason("import_has_faults", "", {"rows": 1}),)


@pytest.mark.parametrize(
    "role", [Role.STAFF, Role.GUARDIAN, Role.SCHOOL_FINANCE, Role.CITY_BUREAU, Role.PUBLIC]
)
def test_others_may_not(role: Role, office: Actor, school: "School") -> None:
    waiting = handed_in(office, school, a_line())
    stranger = somebody(role, school)
    before = written()

    with pytest.raises(Forbidden):
        apply_import(actor=stranger, at=AFTERNOON, handed_in=waiting)

    assert written() == before


def test_the_office_of_another_school_may_not(office: Actor, school: "School") -> None:
    waiting = handed_in(office, school, a_line())
    stranger = somebody(Role.OFFICE)
    own = handed_in(stranger, school_of(stranger), a_line())
    before = written()

    with pytest.raises(Forbidden):
        apply_import(actor=stranger, at=AFTERNOON, handed_in=waiting)

    assert written() == before
    own.refresh_from_db()
    assert own.state == RollImport.State.PREVIEWED


def test_the_number_of_statements_does_not_grow_with_the_rows(
    office: Actor, school: "School"
) -> None:
    counted = []
    for size in (2, 20):
        waiting = handed_in(office, school, *[a_line() for _ in range(size)])
        with CaptureQueriesContext(connection) as queries:
            apply_import(actor=office, at=AFTERNOON, handed_in=waiting)
        counted.append(len(queries))

    assert counted[0] == counted[1]
