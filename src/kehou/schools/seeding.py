"""The places of the demo city: districts, schools, campuses, rooms, classes, the term."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from kehou.kernel.spans import Days
from kehou.platform import bulk
from kehou.schools.core.calendar import SchoolCalendar
from kehou.schools.models import (
    AdministrativeClass,
    Campus,
    District,
    Room,
    School,
    ServicePeriod,
    Term,
)

CLASS_SIZE = 40
WEEKS_BEFORE, WEEKS_AFTER = 6, 12
TWO_PERIODS = ((time(16, 30), time(17, 10)), (time(17, 20), time(18, 0)))


@dataclass(frozen=True, slots=True)
class SchoolPlan:
    """What one school of the demo city is to be."""

    name: str
    level: str
    ownership: str
    campuses: tuple[str, ...]
    pupils: int


@dataclass(frozen=True, slots=True)
class SeededClass:
    class_id: int
    campus_id: int
    grade: int


@dataclass(frozen=True, slots=True)
class SeededSchool:
    """A school as it was made: the ids that the other contexts point to."""

    school_id: int
    district_id: int
    name: str
    plan: SchoolPlan
    grades: range
    classes: tuple[SeededClass, ...]
    rooms: dict[int, list[int]] = field(default_factory=dict)  # campus id → room ids


def class_days(first: date, last: date) -> list[date]:
    """The days with service between two days, by the public calendar alone (3.2)."""
    calendar = SchoolCalendar(Days(first, last + timedelta(days=1)), {}, {})
    return [day for day in calendar.service_days() if day.isoweekday() <= 5]


def seed_term(around: date) -> Term:
    """The term in which `around` lies, some weeks old."""
    monday = around - timedelta(days=around.weekday())
    year = around.year if around.month >= 8 else around.year - 1
    half = 1 if around.month >= 8 or around.month == 1 else 2
    (term_id,) = bulk.reserve_ids(Term, 1)
    return Term.objects.create(
        pk=term_id,
        school_year=year,
        half=half,
        first_day=monday - timedelta(weeks=WEEKS_BEFORE),
        last_day=monday + timedelta(weeks=WEEKS_AFTER, days=4),
    )


def seed_district(number: int, name: str) -> District:
    (district_id,) = bulk.reserve_ids(District, 1)
    return District.objects.create(
        pk=district_id, code=f"{440300 + number}", name=name, first_day=date(2015, 1, 1)
    )


def seeded_districts() -> list[District]:
    """The districts that were made, in the order of their numbers."""
    return list(District.objects.order_by("code"))


def seed_school(number: int, district: District, plan: SchoolPlan, term: Term) -> SeededSchool:
    """One school with its campuses, rooms, classes and service periods."""
    kind = {School.Level.PRIMARY: "21", School.Level.JUNIOR: "31", School.Level.NINE_YEAR: "34"}
    (school_id,) = bulk.reserve_ids(School, 1)
    school = School.objects.create(
        pk=school_id,
        district=district,
        code=f"{kind[School.Level(plan.level)]}44{number:06d}",
        name=plan.name,
        ownership=plan.ownership,
        level=plan.level,
        funded_by=School.FundedBy.DISTRICT,
    )
    campus_ids = bulk.reserve_ids(Campus, len(plan.campuses))
    campuses = [
        Campus.objects.create(pk=campus_id, school=school, name=name)
        for campus_id, name in zip(campus_ids, plan.campuses, strict=True)
    ]
    classes = _seed_classes(school, campuses, plan.pupils, term)
    seeded = SeededSchool(
        school_id=school.pk,
        district_id=district.pk,
        name=school.name,
        plan=plan,
        grades=school.grades,
        classes=tuple(classes),
    )
    for campus in campuses:
        own = [c for c in classes if c.campus_id == campus.pk]
        seeded.rooms[campus.pk] = _seed_rooms(school, campus, len(own) + 4, campus is campuses[0])
    _seed_periods(school, term)
    return seeded


def _seed_classes(
    school: School, campuses: list[Campus], pupils: int, term: Term
) -> list[SeededClass]:
    per_grade = max(len(campuses), round(pupils / CLASS_SIZE / len(school.grades)))
    rows = [
        (grade, number, campuses[(number - 1) % len(campuses)].pk)
        for grade in school.grades
        for number in range(1, per_grade + 1)
    ]
    ids = bulk.reserve_ids(AdministrativeClass, len(rows))
    bulk.copy(
        AdministrativeClass,
        ("id", "school_id", "campus_id", "school_year", "grade", "number"),
        (
            (class_id, school.pk, campus_id, term.school_year, grade, number)
            for class_id, (grade, number, campus_id) in zip(ids, rows, strict=True)
        ),
    )
    return [
        SeededClass(class_id, campus_id, grade)
        for class_id, (grade, _, campus_id) in zip(ids, rows, strict=True)
    ]


def _seed_rooms(school: School, campus: Campus, count: int, gathers: bool) -> list[int]:
    def rooms() -> Iterator[Room]:
        for number in range(count):
            yield Room(
                school=school,
                campus=campus,
                name=f"{number // 8 + 1}{number % 8 + 1:02d}",
                floor=number // 8 + 1,
                kind=Room.Kind.CLASSROOM,
                capacity=45,
                is_gathering_room=gathers and number == 0,
            )
        yield Room(school=school, campus=campus, name="操场", kind=Room.Kind.SPORTS, capacity=200)
        yield Room(
            school=school, campus=campus, name="音乐室", floor=1, kind=Room.Kind.ART, capacity=40
        )

    made = list(rooms())
    for room, room_id in zip(made, bulk.reserve_ids(Room, len(made)), strict=True):
        room.pk = room_id
    Room.objects.bulk_create(made)
    return [room.pk for room in made]


def _seed_periods(school: School, term: Term) -> None:
    ServicePeriod.objects.bulk_create(
        ServicePeriod(
            school=school,
            grade_first=school.grades[0],
            grade_last=school.grades[-1],
            first_day=term.first_day,
            last_day=term.last_day,
            number=number,
            starts=starts,
            ends=ends,
        )
        for number, (starts, ends) in enumerate(TWO_PERIODS, start=1)
    )
