"""What a table of the staff would do, and what a timetable would."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kehou.kernel.explained import Reason
from kehou.people.core.lessons import Lesson
from kehou.people.core.staff_sheet import PHONE, RESIDENT_ID, STAFF_NUMBER, StaffRow, read_staff
from kehou.people.core.timetable_sheet import NAME, TAUGHT_CLASS, read_timetable
from kehou.people.models import Guardianship, Person, Staff, TeachingSlot
from kehou.people.queries.identities import people_by_contact, people_by_id
from kehou.people.queries.known_roll import phone_of, resident_id_of
from kehou.people.queries.summaries import Change, PlannedLine, Summary
from kehou.platform import progress, reach
from kehou.platform.progress import Step
from kehou.platform.workbook.columns import Column
from kehou.platform.workbook.tables import Fault, Note
from kehou.schools.core.class_names import ClassName
from kehou.schools.queries import classes_in, half_on, school_year_on

if TYPE_CHECKING:
    from kehou.schools.models import School

FIELDS = ("position", "subjects", "qualification", "joined_on", "vetted_on")


@dataclass(frozen=True, slots=True)
class PlannedStaff:
    """One member of the staff to be written: the row, and who they are where they are known.

    `sets_phone` is false where the person signs in with the telephone that is known.
    """

    row: StaffRow
    member: Staff | None
    person: Person | None
    sets_phone: bool


@dataclass(frozen=True, slots=True)
class StaffPlan:
    """Who joins and who changes; nobody leaves by being left out, but it is proposed."""

    members: tuple[PlannedStaff, ...]
    told: Summary

    def summary(self) -> Summary:
        return self.told


@dataclass(frozen=True, slots=True)
class PlannedLesson:
    staff_id: int
    lesson: Lesson
    class_id: int | None


@dataclass(frozen=True, slots=True)
class TimetablePlan:
    """The lessons of a term for those whom the timetable names; others keep theirs."""

    school_year: int
    half: int
    lessons: tuple[PlannedLesson, ...]
    staff_ids: frozenset[int]
    told: Summary

    def summary(self) -> Summary:
        return self.told


def plan_staff(school: "School", content: bytes, *, on: date) -> StaffPlan:
    """Read the staff and lay them beside those who are known (7.1.b)."""
    reading = read_staff(content)
    known = {
        m.staff_number: m for m in Staff.objects.filter(school=school).select_related("person")
    }
    by_id = people_by_id(row.resident_id for row in reading.rows)
    by_contact = people_by_contact({(row.name, row.phone) for row in reading.rows})
    sign_in_by_phone = _guardians_among([*by_id.values(), *(m.person for m in known.values())])
    on_staff = {m.person_id: number for number, m in known.items() if m.left_on is None}
    faults, notes = [], []
    new: list[PlannedLine] = []
    changed: list[PlannedLine] = []
    members = []
    for row in progress.over(Step.COMPARING, reading.rows):
        member = known.get(row.staff_number)
        found = by_id.get(row.resident_id or "")
        person = member.person if member else found or by_contact.get((row.name, row.phone))
        if found and (found.pk != member.person_id if member else found.name != row.name):
            reason = Reason("resident_id_of_somebody_else", "", {"name": row.name})
            faults.append(reading.remark(row.place, RESIDENT_ID, "", reason))
            continue
        if member and found is None and (wrong := _somebody_else(row, member)):
            faults.append(reading.remark(row.place, wrong[0], row.staff_number, wrong[1]))
            continue
        if person and on_staff.get(person.pk, row.staff_number) != row.staff_number:
            facts = {"number": on_staff[person.pk]}
            reason = Reason("staff_known_by_another_number", "7.1.b", facts)
            faults.append(reading.remark(row.place, STAFF_NUMBER, row.staff_number, reason))
            continue
        is_new_phone = person is not None and phone_of(person) not in (None, row.phone)
        keeps_phone = is_new_phone and person is not None and person.pk in sign_in_by_phone
        if keeps_phone:
            reason = Reason("staff_phone_stays", "", {"name": row.name})
            notes.append(reading.remark(row.place, PHONE, "", reason))
        changes = _changes(row, member, is_new_phone and not keeps_phone) if member else ()
        line = PlannedLine(row.place.row, row.name, row.staff_number, changes)
        if member is None or changes:
            (changed if member else new).append(line)
            members.append(PlannedStaff(row, member, person, not keeps_phone))
    told = Summary(
        new=tuple(new),
        changed=tuple(changed),
        unchanged=len(reading.rows) - len(faults) - len(new) - len(changed),
        faults=(*reading.faults, *faults),
        notes=(*reading.notes, *notes),
    )
    return StaffPlan(tuple(members), told)


def _somebody_else(row: StaffRow, member: Staff) -> tuple[Column[str], Reason] | None:
    """Why a row with a known number is not plainly of whom the number is known for (3.1).

    A staff number alone renames nobody: it may be a slip, or be given out anew. Together with the
    resident id that is known it does. The field that is wrong, and the reason.
    """
    facts = {"number": member.staff_number, "known": member.person.name}
    if row.resident_id and resident_id_of(member.person) is not None:
        return RESIDENT_ID, Reason("staff_number_has_another_resident_id", "7.1.b", facts)
    if row.name != member.person.name:
        return STAFF_NUMBER, Reason(
            "staff_number_has_another_name", "7.1.b", {**facts, "name": row.name}
        )
    return None


def _changes(row: StaffRow, member: Staff, is_new_phone: bool) -> tuple[Change, ...]:
    """What the table says differently; what it leaves blank changes nothing."""
    changes = []
    if row.name != member.person.name:
        changes.append(Change("name", member.person.name, row.name))
    if is_new_phone or phone_of(member.person) is None:
        changes.append(Change("phone"))
    if row.resident_id and row.resident_id != resident_id_of(member.person):
        changes.append(Change("resident_id"))
    for name in FIELDS:
        before, after = getattr(member, name), getattr(row, name)
        if after and _plain(before) != _plain(after):
            changes.append(Change(name, _plain(before), _plain(after)))
    if member.left_on is not None:
        changes.append(Change("left_on", _plain(member.left_on)))
    return tuple(changes)


def _plain(value: object) -> str:
    if isinstance(value, list | tuple):
        return "、".join(value)
    return "" if value is None else str(value)


def _guardians_among(people: list[Person]) -> frozenset[int]:
    """Those who are somebody's guardian at any school, and so sign in with their telephone."""
    with reach.everywhere():
        found = Guardianship.objects.filter(person__in=people, until__isnull=True)
        return frozenset(found.values_list("person_id", flat=True))


def plan_timetable(school: "School", content: bytes, *, on: date) -> TimetablePlan:
    """Read when the staff teach, and lay it beside the term's lessons (5.1.a)."""
    school_year, half = school_year_on(on), half_on(on)
    reading = read_timetable(content, school_year=school_year, first_grade=school.grades[0])
    staff = list(Staff.objects.filter(school=school, left_on__isnull=True).select_related("person"))
    classes = {
        ClassName(c.grade, c.number): c.pk for c in classes_in(school, school_year=school_year)
    }
    faults, lessons = [], []
    for lesson in progress.over(Step.COMPARING, reading.rows):
        found = [m for m in staff if _is_meant(m, lesson)]
        if len(found) != 1:
            reason = Reason("staff_namesakes" if found else "staff_not_known", "7.1.b")
            faults.append(reading.remark(lesson.place, NAME, lesson.staff_name, reason))
        elif lesson.class_name and lesson.class_name not in classes:
            facts = {"class_name": str(lesson.class_name), "school_year": str(school_year)}
            reason = Reason("class_not_known", "3.1", facts)
            said = str(lesson.class_name)
            faults.append(reading.remark(lesson.place, TAUGHT_CLASS, said, reason))
        else:
            class_id = classes[lesson.class_name] if lesson.class_name else None
            lessons.append(PlannedLesson(found[0].pk, lesson, class_id))
    named = frozenset(planned.staff_id for planned in lessons)
    standing = TeachingSlot.objects.filter(
        school=school, staff__in=named, school_year=school_year, half=half
    ).values_list("staff_id", "weekday", "period", "subject", "class_by_day_id")
    told = _compared(lessons, set(standing), (*reading.faults, *faults), reading.notes)
    return TimetablePlan(school_year, half, tuple(lessons), named, told)


def _is_meant(member: Staff, lesson: Lesson) -> bool:
    if lesson.staff_number:
        return member.staff_number == lesson.staff_number
    return member.person.name == lesson.staff_name


def _compared(
    lessons: list[PlannedLesson],
    standing: set[tuple[int, int, int, str, int | None]],
    faults: tuple[Fault, ...],
    notes: tuple[Note, ...],
) -> Summary:
    """Lessons are new or as they were: another subject at the same hour is another lesson."""
    lines = []
    for planned in lessons:
        lesson = planned.lesson
        when = (lesson.weekday, lesson.period)
        if (planned.staff_id, *when, lesson.subject, planned.class_id) not in standing:
            place = " ".join([lesson.subject, str(lesson.class_name or "")]).strip()
            lines.append(PlannedLine(lesson.place.row, lesson.staff_name, place))
    return Summary(
        new=tuple(lines), unchanged=len(lessons) - len(lines), faults=faults, notes=notes
    )
