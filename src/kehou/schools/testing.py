"""Builders for tests. Each makes something whole and plausible; say only what the test is about."""

from datetime import date, datetime, time
from itertools import count

from kehou.ordinance.roles import PARTS, Role
from kehou.platform.actors import NOWHERE, Actor, Reach
from kehou.platform.clock import CITY_ZONE
from kehou.schools.models import (
    AdministrativeClass,
    Campus,
    District,
    Room,
    School,
    ServicePeriod,
    Term,
)

_numbers = count(1)

SCHOOL_YEAR = 2026
TERM_FIRST_DAY = date(2026, 9, 1)
TERM_LAST_DAY = date(2027, 1, 22)
# A Wednesday afternoon in term, ten minutes into the service.
AFTERNOON = datetime(2026, 10, 14, 16, 40, tzinfo=CITY_ZONE)


def a_district(name: str = "东湖区") -> District:
    number = next(_numbers)
    return District.objects.create(
        code=f"{440000 + number}", name=f"{name}{number}", first_day=date(2020, 1, 1)
    )


def a_school(
    name: str = "实验学校",
    *,
    district: District | None = None,
    ownership: str = School.Ownership.PUBLIC,
    level: str = School.Level.NINE_YEAR,
) -> School:
    number = next(_numbers)
    return School.objects.create(
        district=district or a_district(),
        code=f"{3144000000 + number}",
        name=f"{name}{number}",
        ownership=ownership,
        level=level,
        funded_by=School.FundedBy.DISTRICT,
    )


def a_campus(school: School, name: str = "北校园") -> Campus:
    return Campus.objects.get_or_create(school=school, name=name)[0]


def a_room(
    school: School, *, campus: Campus | None = None, capacity: int = 45, gathering: bool = False
) -> Room:
    return Room.objects.create(
        school=school,
        campus=campus or a_campus(school),
        name=f"{100 + next(_numbers)}",
        kind=Room.Kind.CLASSROOM,
        capacity=capacity,
        is_gathering_room=gathering,
    )


def a_class(school: School, *, grade: int = 3, number: int | None = None) -> AdministrativeClass:
    taken = AdministrativeClass.objects.filter(
        school=school, grade=grade, school_year=SCHOOL_YEAR
    ).count()
    return AdministrativeClass.objects.create(
        school=school,
        campus=a_campus(school),
        school_year=SCHOOL_YEAR,
        grade=grade,
        number=number or taken + 1,
    )


def the_term() -> Term:
    """The first term of 2026–2027, the same for everybody."""
    return Term.objects.get_or_create(
        school_year=SCHOOL_YEAR,
        half=1,
        defaults={"first_day": TERM_FIRST_DAY, "last_day": TERM_LAST_DAY},
    )[0]


def two_periods(school: School) -> list[ServicePeriod]:
    """The two periods of the service, 16:30 to 18:00, for every grade of the school."""
    times = [(time(16, 30), time(17, 10)), (time(17, 20), time(18, 0))]
    return [
        ServicePeriod.objects.create(
            school=school,
            grade_first=school.grades[0],
            grade_last=school.grades[-1],
            first_day=TERM_FIRST_DAY,
            last_day=TERM_LAST_DAY,
            number=number,
            starts=starts,
            ends=ends,
        )
        for number, (starts, ends) in enumerate(times, start=1)
    ]


def an_actor(role: Role, school: School) -> Actor:
    """Nobody in particular in this role at this school: the people stand above the schools."""
    own = Reach(frozenset({school.pk}))
    return Actor(role=role, reads=own, writes=own if PARTS[role].writes else NOWHERE)
