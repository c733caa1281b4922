from datetime import date
from typing import TYPE_CHECKING

import pytest

from kehou.ordinance.roles import Role
from kehou.people.actions import apply_import, preview_import
from kehou.people.models import Appointment, Person, RollImport, Staff, TeachingSlot
from kehou.people.queries.import_plans import preview_of
from kehou.people.queries.known_roll import RESIDENT_ID, phone_of
from kehou.people.testing import AFTERNOON, a_guardian, a_member_of_staff, a_pupil, somebody
from kehou.people.tests.rolls import a_phone, a_resident_id
from kehou.platform.clock import city_day
from kehou.platform.models import JournalEntry
from kehou.platform.sealed import blind_index, seal
from kehou.platform.tests.workbook.files import workbook
from kehou.schools.testing import a_class, a_school, the_term

if TYPE_CHECKING:
    from kehou.schools.models import School

pytestmark = pytest.mark.django_db
STAFF = ("姓名", "工号", "身份证号", "电话", "职务", "任教学科", "查询日期")
LESSONS = ("姓名", "工号", "星期", "节次", "学科", "班级")


@pytest.fixture
def school() -> "School":
    the_term()
    school = a_school()
    a_class(school, grade=3, number=1)
    return school


def handed_in(school: "School", kind: str, *rows: tuple[object, ...]) -> RollImport:
    return preview_import(
        actor=somebody(Role.OFFICE, school),
        at=AFTERNOON,
        school=school,
        kind=kind,
        file_name="表.xlsx",
        content=workbook(rows),
    )


def staff(school: "School", *rows: tuple[object, ...]) -> RollImport:
    return handed_in(school, RollImport.Kind.STAFF, STAFF, *rows)


def timetable(school: "School", *rows: tuple[object, ...]) -> RollImport:
    return handed_in(school, RollImport.Kind.TIMETABLE, LESSONS, *rows)


def apply(waiting: RollImport) -> RollImport:
    office = somebody(Role.PRINCIPAL, waiting.school)
    return apply_import(actor=office, at=AFTERNOON, handed_in=waiting)


def codes(waiting: RollImport) -> list[str]:
    return [fault.reason.code for fault in preview_of(waiting).faults]


def is_known_by(person: Person, number: str) -> None:
    person.resident_id_sealed = seal(RESIDENT_ID, person.key, number)
    person.resident_id_index = blind_index(RESIDENT_ID, number)
    person.save()


def test_whoever_joins_is_appointed_a_caretaker(school: "School") -> None:
    row = ("张敏", "T12", a_resident_id(), a_phone(), "年级组长", "语文、美术", "2026-08-20")

    apply(staff(school, row))

    member = Staff.objects.get(staff_number="T12")
    assert (member.person.name, member.position) == ("张敏", "年级组长")
    assert (member.subjects, member.vetted_on) == (["语文", "美术"], date(2026, 8, 20))
    assert member.joined_on == city_day(AFTERNOON)
    assert phone_of(member.person) == row[3]
    appointed = Appointment.objects.get(person=member.person)
    assert (appointed.role, appointed.school) == (Role.STAFF, school)


def test_every_seat_that_an_import_gives_is_written_down(school: "School") -> None:
    rows = [
        (name, number, "", a_phone(), "", "", "") for name, number in (("张敏", 1), ("李强", 2))
    ]
    waiting = staff(school, *rows)
    applied_by = somebody(Role.PRINCIPAL, school)

    apply_import(actor=applied_by, at=AFTERNOON, handed_in=waiting)

    entries = JournalEntry.objects.filter(act="people.seat_given").order_by("pk")
    given = Appointment.objects.filter(role=Role.STAFF, school=school).order_by("pk")
    assert [entry.subject_id for entry in entries] == [str(seat.pk) for seat in given]
    assert [entry.detail["person"] for entry in entries] == [seat.person_id for seat in given]
    assert {entry.actor_person_id for entry in entries} == {applied_by.person_id}


def test_the_same_staff_again_change_nothing(school: "School") -> None:
    row = ("张敏", "T12", a_resident_id(), a_phone(), "", "语文", "2026-08-20")
    apply(staff(school, row))

    waiting = staff(school, row)

    assert waiting.outcome["counts"]["unchanged"] == 1
    apply(waiting)
    assert Appointment.objects.filter(person__name="张敏").count() == 1


def test_what_is_said_differently_changes_and_what_is_blank_stays(school: "School") -> None:
    row = ("张敏", "T12", "", a_phone(), "年级组长", "语文", "2026-08-20")
    apply(staff(school, row))

    apply(staff(school, (*row[:4], "", "美术", "")))

    member = Staff.objects.get(staff_number="T12")
    assert (member.position, member.subjects) == ("年级组长", ["美术"])
    assert member.vetted_on == date(2026, 8, 20)


def test_whoever_left_and_returns_is_on_the_staff_again(school: "School") -> None:
    member = a_member_of_staff(school, name="张敏")
    Staff.objects.update(left_on=date(2026, 7, 1))

    apply(staff(school, ("张敏", member.staff_number, "", a_phone(), "", "", "")))

    member.refresh_from_db()
    assert member.left_on is None


def test_a_guardian_keeps_the_telephone_they_sign_in_with(school: "School") -> None:
    member = a_member_of_staff(school, name="张敏")
    a_guardian(a_pupil(), person=member.person)
    old, new = a_phone(), a_phone()
    apply(staff(school, ("张敏", member.staff_number, "", old, "", "", "")))
    assert phone_of(Person.objects.get(pk=member.person_id)) == old

    waiting = staff(school, ("张敏", member.staff_number, "", new, "校医", "", ""))
    notes = [note.reason.code for note in preview_of(waiting).notes]
    apply(waiting)

    assert notes == ["staff_phone_stays"]
    assert phone_of(Person.objects.get(pk=member.person_id)) == old


def test_a_staff_number_alone_renames_nobody(school: "School") -> None:
    phone = a_phone()
    apply(staff(school, ("张敏", "T12", "", phone, "", "", "")))

    waiting = staff(school, ("李强", "T12", "", phone, "", "", ""))

    assert codes(waiting) == ["staff_number_has_another_name"]
    assert Person.objects.filter(staff_rows__staff_number="T12", name="张敏").exists()


def test_a_staff_number_together_with_the_known_resident_id_does(school: "School") -> None:
    resident_id, phone = a_resident_id(), a_phone()
    apply(staff(school, ("张敏", "T12", resident_id, phone, "", "", "")))

    apply(staff(school, ("张慜", "T12", resident_id, phone, "", "", "")))

    assert Staff.objects.get(staff_number="T12").person.name == "张慜"


def test_a_resident_id_that_is_known_is_not_overwritten(school: "School") -> None:
    resident_id, phone = a_resident_id(), a_phone()
    apply(staff(school, ("张敏", "T12", resident_id, phone, "", "", "")))

    waiting = staff(school, ("张敏", "T12", a_resident_id(), phone, "", "", ""))

    assert codes(waiting) == ["staff_number_has_another_resident_id"]
    known = Staff.objects.get(staff_number="T12").person.resident_id_index
    assert known == blind_index(RESIDENT_ID, resident_id)


def test_a_resident_id_that_is_not_known_yet_is_added(school: "School") -> None:
    resident_id, phone = a_resident_id(), a_phone()
    apply(staff(school, ("张敏", "T12", "", phone, "", "", "")))

    apply(staff(school, ("张敏", "T12", resident_id, phone, "", "", "")))

    known = Staff.objects.get(staff_number="T12").person.resident_id_index
    assert known == blind_index(RESIDENT_ID, resident_id)


def test_numbers_of_somebody_else_are_faults(school: "School") -> None:
    member = a_member_of_staff(school, name="张敏")
    is_known_by(member.person, own := a_resident_id())

    waiting = staff(
        school,
        ("李强", "T98", own, a_phone(), "", "", ""),
    )
    again = staff(school, ("张敏", "T99", own, a_phone(), "", "", ""))

    assert codes(waiting) == ["resident_id_of_somebody_else"]
    assert codes(again) == ["staff_known_by_another_number"]


def test_a_timetable_takes_the_place_of_the_one_of_those_it_names(school: "School") -> None:
    named, other = a_member_of_staff(school, name="张敏"), a_member_of_staff(school, name="李强")
    apply(
        timetable(
            school,
            ("张敏", "", "星期一", "第1节", "语文", "三（1）班"),
            ("李强", "", "星期一", "第1节", "体育", "三（1）班"),
        )
    )

    apply(timetable(school, ("张敏", "", "周二", "2", "美术", "")))

    slots = TeachingSlot.objects.order_by("weekday").values_list("staff", "weekday", "subject")
    assert set(slots) == {(other.pk, 1, "体育"), (named.pk, 2, "美术")}
    assert {slot.half for slot in TeachingSlot.objects.all()} == {1}


def test_the_same_timetable_again_is_unchanged(school: "School") -> None:
    a_member_of_staff(school, name="张敏")
    row = ("张敏", "", "星期一", "第1节", "语文", "三（1）班")
    apply(timetable(school, row))

    assert timetable(school, row).outcome["counts"]["unchanged"] == 1


def test_lessons_of_nobody_and_of_no_class_are_faults(school: "School") -> None:
    a_member_of_staff(school, name="张敏")
    twins = [a_member_of_staff(school, name="王芳") for _ in range(2)]

    waiting = timetable(
        school,
        ("某人", "", "星期一", "第1节", "语文", "三（1）班"),
        ("张敏", "", "星期一", "第1节", "语文", "三（9）班"),
        ("王芳", "", "星期一", "第1节", "语文", "三（1）班"),
        ("王芳", twins[0].staff_number, "星期二", "第1节", "语文", "三（1）班"),
    )

    assert codes(waiting) == ["staff_not_known", "class_not_known", "staff_namesakes"]
