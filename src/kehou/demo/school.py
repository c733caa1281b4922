"""One school of the demo city, whole or not at all."""

from datetime import datetime, time
from random import Random

from kehou.demo import frame
from kehou.demo.governing import lead
from kehou.demo.plans import SchoolToMake
from kehou.demo.term import Peopled, term_of
from kehou.ordinance.roles import Role
from kehou.people.seeding import ClassToFill, Crowd, seed_accounts, seed_siblings
from kehou.platform import bulk, locks, reach
from kehou.platform.clock import CITY_ZONE
from kehou.schools.seeding import CLASS_SIZE, SchoolPlan, SeededSchool, seed_school

PUPILS_PER_STAFF = 14
MAKING = "demo.school"


def make(to_make: SchoolToMake) -> None:
    """Make the school with its people and its term, in one transaction.

    Its chance and its ids follow from the city's seed and its own number.
    """
    at = datetime.combine(to_make.day, time(8), tzinfo=CITY_ZONE)
    chance = Random(f"{to_make.seed}/{to_make.number}")  # noqa: S311 (no secret)
    with reach.everywhere(), bulk.ids_numbered(to_make.number):
        locks.hold(MAKING, to_make.number)
        bulk.plan_anew()
        city = frame.standing(to_make.day)
        school = seed_school(
            to_make.number, city.districts[to_make.district], to_make.plan, city.term
        )
        crowd = Crowd(chance, number=to_make.number, first_day=city.term.first_day, at=at)
        peopled = _people(crowd, school, to_make.plan)
        reviewer = city.reviewers[to_make.district]
        lead(peopled, reviewer, number=to_make.number, term=city.term, day=to_make.day)
        term_of(
            peopled,
            reviewer,
            chance,
            term=city.term,
            day=to_make.day,
            days_gone_by=to_make.days,
        )
        if to_make.is_told_of:
            seed_accounts(_accounts(to_make.number, peopled), at=at)
        if to_make.number == 1:
            seed_siblings(peopled.pupils[:2], first_day=city.term.first_day)


def _people(crowd: Crowd, school: SeededSchool, plan: SchoolPlan) -> Peopled:
    size = max(1, min(CLASS_SIZE, plan.pupils // len(school.classes)))
    pupils = crowd.seed_pupils(
        [
            ClassToFill(school.school_id, c.class_id, c.campus_id, c.grade, size)
            for c in school.classes
        ]
    )
    staff = crowd.seed_staff(
        school.school_id,
        max(len(school.classes) * 2, len(pupils) // PUPILS_PER_STAFF),
        [c.class_id for c in school.classes],
    )
    officers = {
        role: crowd.seed_officer(role, school_id=school.school_id)
        for role in (Role.OFFICE, Role.PRINCIPAL, Role.SAFETY_OFFICER, Role.SCHOOL_FINANCE)
    }
    return Peopled(school, tuple(pupils), tuple(staff), officers)


def _accounts(number: int, peopled: Peopled) -> dict[str, int]:
    return {
        f"teacher{number}": peopled.staff[0].person_id,
        f"office{number}": peopled.officers[Role.OFFICE],
        f"principal{number}": peopled.officers[Role.PRINCIPAL],
        f"safety{number}": peopled.officers[Role.SAFETY_OFFICER],
        f"finance{number}": peopled.officers[Role.SCHOOL_FINANCE],
    }
