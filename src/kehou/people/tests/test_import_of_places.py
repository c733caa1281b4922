from typing import TYPE_CHECKING

import pytest

from kehou.kernel.explained import Refused
from kehou.ordinance.roles import Role
from kehou.people.actions import apply_import, preview_import
from kehou.people.models import ClassTeacher, RollImport
from kehou.people.queries.import_plans import preview_of
from kehou.people.testing import AFTERNOON, a_member_of_staff, somebody
from kehou.platform.tests.workbook.files import workbook
from kehou.schools.models import AdministrativeClass, Campus, Room
from kehou.schools.testing import a_campus, a_class, a_room, a_school, the_term

if TYPE_CHECKING:
    from kehou.schools.models import School

pytestmark = pytest.mark.django_db
ROOMS = ("校区", "名称", "容量", "类型")
CLASSES = ("年级", "班级", "班主任", "教室", "校区")


@pytest.fixture
def school() -> "School":
    the_term()
    return a_school()


def handed_in(school: "School", kind: str, *rows: tuple[object, ...]) -> RollImport:
    return preview_import(
        actor=somebody(Role.OFFICE, school),
        at=AFTERNOON,
        school=school,
        kind=kind,
        file_name="表.xlsx",
        content=workbook(rows),
    )


def rooms(school: "School", *rows: tuple[object, ...]) -> RollImport:
    return handed_in(school, RollImport.Kind.ROOMS, ROOMS, *rows)


def classes(school: "School", *rows: tuple[object, ...]) -> RollImport:
    return handed_in(school, RollImport.Kind.CLASSES, CLASSES, *rows)


def apply(waiting: RollImport) -> RollImport:
    office = somebody(Role.PRINCIPAL, waiting.school)
    return apply_import(actor=office, at=AFTERNOON, handed_in=waiting)


def codes(waiting: RollImport) -> list[str]:
    return [fault.reason.code for fault in preview_of(waiting).faults]


def test_the_first_rooms_of_a_school_bring_its_campuses(school: "School") -> None:
    waiting = rooms(school, ("北校区", "101", 45, "教室"), ("南校区", "音乐室", 30, "音美教室"))

    notes = [note.reason.code for note in preview_of(waiting).notes]

    apply(waiting)

    assert notes == ["campus_will_be_added"] * 2
    told = Room.objects.order_by("pk").values_list("campus__name", "name", "capacity", "kind")
    assert list(told) == [("北校区", "101", 45, "classroom"), ("南校区", "音乐室", 30, "art")]


def test_rooms_of_a_school_without_campuses_stand_on_its_only_one(school: "School") -> None:
    apply(rooms(school, ("", "101", 45, "教室")))

    assert Campus.objects.get(school=school).name == "本部"


def test_a_room_that_is_known_changes_and_another_stays(school: "School") -> None:
    changing, staying = a_room(school, capacity=45), a_room(school, capacity=30)

    apply(rooms(school, ("", changing.name, 50, "教室")))

    counts = RollImport.objects.get().outcome["counts"]
    assert (counts["new"], counts["changed"]) == (0, 1)
    changing.refresh_from_db()
    staying.refresh_from_db()
    assert (changing.capacity, staying.capacity) == (50, 30)


def test_a_floor_is_kept_told_as_a_change_and_stays_where_the_table_is_blank(
    school: "School",
) -> None:
    titles = (*ROOMS, "楼层")

    def import_floor(said: str) -> RollImport:
        row = ("北校区", "101", 45, "教室", said)
        waiting = handed_in(school, RollImport.Kind.ROOMS, titles, row)
        apply(waiting)
        return waiting

    import_floor("3楼")
    blank = import_floor("")
    kept = Room.objects.get().floor
    waiting = handed_in(
        school, RollImport.Kind.ROOMS, titles, ("北校区", "101", 45, "教室", "负一楼")
    )
    (line,) = preview_of(waiting).changed
    apply(waiting)

    assert (kept, blank.outcome["counts"]["unchanged"]) == (3, 1)
    assert [(c.field, c.before, c.after) for c in line.changes] == [("floor", "3", "-1")]
    assert Room.objects.get().floor == -1


def test_the_same_rooms_again_change_nothing(school: "School") -> None:
    row = ("北校区", "101", 45, "教室")
    apply(rooms(school, row))

    waiting = rooms(school, row)

    assert waiting.outcome["counts"]["unchanged"] == 1


def test_a_room_says_its_campus_where_there_are_several(school: "School") -> None:
    a_campus(school, "北校园")
    a_campus(school, "南校园")

    assert codes(rooms(school, ("", "101", 45, "教室"))) == ["campus_not_said"]


def test_classes_come_with_room_and_teacher(school: "School") -> None:
    room, teacher = a_room(school), a_member_of_staff(school, name="张敏")

    apply(classes(school, ("三年级", "1班", "张敏", room.name, "")))

    made = AdministrativeClass.objects.get(school=school)
    assert (made.grade, made.number, made.school_year) == (3, 1, 2026)
    assert made.home_room == room
    assert ClassTeacher.objects.get(class_by_day=made).staff == teacher


def test_a_class_that_is_known_moves_and_keeps_what_is_not_said(school: "School") -> None:
    a_member_of_staff(school, name="张敏")
    second = a_member_of_staff(school, name="李强")
    room = a_room(school)
    apply(classes(school, ("", "三（1）班", "张敏", room.name, "")))

    apply(classes(school, ("", "三（1）班", "李强", "", "")))

    made = AdministrativeClass.objects.get(school=school)
    assert made.home_room == room
    assert ClassTeacher.objects.get(class_by_day=made).staff == second


def test_the_same_classes_again_change_nothing(school: "School") -> None:
    a_class(school, grade=3, number=1)

    waiting = classes(school, ("", "三（1）班", "", "", ""))

    assert waiting.outcome["counts"]["unchanged"] == 1


def test_what_nobody_knows_is_a_fault_of_its_line(school: "School") -> None:
    a_campus(school)
    a_member_of_staff(school, name="王芳")
    a_member_of_staff(school, name="王芳")

    waiting = classes(
        school,
        ("", "三（1）班", "", "空中楼阁", ""),
        ("", "三（2）班", "某人", "", ""),
        ("", "三（3）班", "王芳", "", ""),
        ("", "三（4）班", "", "", "月球校区"),
    )

    assert codes(waiting) == [
        *("room_not_known", "staff_not_known", "staff_namesakes", "campus_not_known")
    ]
    with pytest.raises(Refused):
        apply(waiting)
    assert not AdministrativeClass.objects.exists()


def test_a_grade_the_school_does_not_teach_is_a_fault() -> None:
    the_term()
    school = a_school(level="primary")
    a_campus(school)

    assert codes(classes(school, ("", "七（1）班", "", "", ""))) == ["grade_not_taught"]
