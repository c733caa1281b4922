"""How planned staff and timetables are written."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from kehou.kernel.explained import refuse
from kehou.ordinance.roles import Role
from kehou.people.core.pinyin import sort_key
from kehou.people.models import Appointment, Person, Staff, TeachingSlot
from kehou.people.permissions import not_over
from kehou.people.queries.known_roll import PHONE, RESIDENT_ID
from kehou.people.queries.seats import speaks_for_an_institution
from kehou.people.queries.staff_plan import FIELDS, PlannedStaff, StaffPlan, TimetablePlan
from kehou.platform import locks, progress
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.clock import city_day
from kehou.platform.progress import Step
from kehou.platform.sealed import blind_index, seal

if TYPE_CHECKING:
    from kehou.schools.models import School

PERSON_FIELDS = (
    *("name", "sort_key", "resident_id_sealed", "resident_id_index"),
    *("phone_sealed", "phone_index"),
)


def write_staff(plan: StaffPlan, *, actor: Actor, school: "School", at: datetime) -> None:
    """Carry out a plan. All staff can be caretakers, so whoever joins is appointed one (7.1.b).

    Whoever came to speak for an institution since the plan was read is refused (5.1.b).
    """
    day = city_day(at)
    _hold_seats(plan, day)
    people = [_person(planned) for planned in progress.over(Step.SEALING, plan.members)]
    Person.objects.bulk_create(person for person in people if person.pk is None)
    known = [p for p, planned in zip(people, plan.members, strict=True) if planned.person]
    Person.objects.bulk_update(known, PERSON_FIELDS)
    joining: list[Staff] = []
    staying: list[Staff] = []
    planned_people = list(zip(plan.members, people, strict=True))
    for planned, person in progress.over(Step.WRITING, planned_people):
        row = planned.row
        member = planned.member or Staff(
            school=school, person=person, staff_number=row.staff_number, joined_on=day
        )
        for name in FIELDS:
            if told := getattr(row, name):
                setattr(member, name, list(told) if name == "subjects" else told)
        member.left_on = None
        (staying if planned.member else joining).append(member)
    Staff.objects.bulk_create(joining)
    Staff.objects.bulk_update(staying, [*FIELDS, "left_on"])
    held = Appointment.objects.filter(not_over(day), school=school, role=Role.STAFF)
    appointed = set(held.values_list("person_id", flat=True))
    given = Appointment.objects.bulk_create(
        Appointment(person=person, role=Role.STAFF, school=school, first_day=day)
        for person in people
        if person.pk not in appointed
    )
    for seat in given:
        detail = {"person": seat.person_id}
        journal.record("people.seat_given", seat, actor=actor, at=at, detail=detail)


def _hold_seats(plan: StaffPlan, day: date) -> None:
    """Let nobody give these people a seat meanwhile, nor name them for an institution."""
    known = {planned.person.pk: planned.person for planned in plan.members if planned.person}
    for pk, person in sorted(known.items()):
        locks.hold("people.seats", pk)
        if speaks_for_an_institution(person, on=day):
            raise refuse("representative_holds_no_other_seat", "5.1.b")


def write_timetable(plan: TimetablePlan, *, school: "School") -> None:
    """Put the lessons of everybody named in the place of those they had this term (5.1.a)."""
    term = {"school_year": plan.school_year, "half": plan.half}
    TeachingSlot.objects.filter(school=school, staff__in=plan.staff_ids, **term).delete()
    TeachingSlot.objects.bulk_create(
        TeachingSlot(
            school=school,
            staff_id=planned.staff_id,
            weekday=planned.lesson.weekday,
            period=planned.lesson.period,
            subject=planned.lesson.subject,
            class_by_day_id=planned.class_id,
            **term,
        )
        for planned in plan.lessons
    )


def _person(planned: PlannedStaff) -> Person:
    """Who a member of the staff is, as the table tells it; what it leaves blank stays."""
    row = planned.row
    person = planned.person or Person()
    if person.name != row.name:
        person.name, person.sort_key = row.name, sort_key(row.name)
    if planned.sets_phone and person.phone_index != blind_index(PHONE, row.phone):
        person.phone_sealed = seal(PHONE, person.key, row.phone)
        person.phone_index = blind_index(PHONE, row.phone)
    if row.resident_id and person.resident_id_index != blind_index(RESIDENT_ID, row.resident_id):
        person.resident_id_sealed = seal(RESIDENT_ID, person.key, row.resident_id)
        person.resident_id_index = blind_index(RESIDENT_ID, row.resident_id)
    return person
