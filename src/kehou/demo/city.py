"""Loading the demo city."""

import sys
from collections.abc import Callable
from datetime import date, datetime, time
from random import Random
from typing import TYPE_CHECKING

from kehou.demo import clock, plans
from kehou.demo.governing import lead
from kehou.demo.institutions import Officers, Representative, seed_institutions
from kehou.demo.term import Peopled, term_of
from kehou.ordinance.roles import Role
from kehou.people.seeding import (
    ClassToFill,
    Crowd,
    seed_accounts,
    seed_siblings,
)
from kehou.platform import reach
from kehou.platform.actors import Actor
from kehou.platform.clock import CITY_ZONE
from kehou.schools.queries import schools as all_schools
from kehou.schools.seeding import (
    CLASS_SIZE,
    SchoolPlan,
    SeededSchool,
    seed_district,
    seed_school,
    seed_term,
)

if TYPE_CHECKING:
    from kehou.schools.models import District

SEED = 20240901
PUPILS_PER_STAFF = 14
REPRESENTATIVES = 5

Progress = Callable[[int, int, str], None]


def is_there() -> bool:
    return all_schools().exists()


def load_unless_there(*, seed: int = SEED, schools: int = len(plans.SCHOOLS)) -> None:
    """Load the city into an empty database; one that holds schools is left as it is."""
    if not is_there():
        load(seed=seed, schools=schools, day=clock.day(), progress=bar)


def load(*, seed: int, schools: int, day: date, progress: Progress) -> None:
    """Make the city of this seed, as it stands on the afternoon of this day.

    School by school, each in its own transaction.
    """
    at = datetime.combine(day, time(8), tzinfo=CITY_ZONE)
    with reach.everywhere():
        term = seed_term(day)
        districts = [seed_district(n, name) for n, name in enumerate(plans.DISTRICTS, start=1)]
    crowd = Crowd(Random(seed), first_day=term.first_day, at=at)  # noqa: S311 (no secret)
    with reach.everywhere():
        accounts, reviewers = _city(crowd, [district.pk for district in districts])
    for number, (district, plan) in enumerate(plans.schools(schools), start=1):
        progress(number - 1, schools, plan.name)
        with reach.everywhere():
            school = seed_school(number, districts[district], plan, term)
            peopled = _people(crowd, school, plan)
            lead(peopled, reviewers[district], number=number, term=term, day=day)
            term_of(peopled, reviewers[district], crowd.chance, term=term, day=day)
            if number <= len(plans.SCHOOLS):
                accounts |= _school_accounts(number, peopled)
            if number == 1:
                seed_siblings(peopled.pupils[:2], first_day=term.first_day)
    with reach.everywhere():
        seed_accounts(accounts, at=at)
        _institutions(crowd, districts[0], reviewers[0], accounts["city"], at=at)
    progress(schools, schools, "")


def _institutions(
    crowd: Crowd, district: "District", reviewer_id: int, bureau_id: int, *, at: datetime
) -> None:
    """The institutions of the first district, with accounts of those who speak for them."""
    names = [crowd.adult_name() for _ in range(REPRESENTATIVES)]
    speaking = [
        Representative(crowd.seed_person(name), name, f"institution{number}")
        for number, name in enumerate(names, start=1)
    ]
    seed_accounts({one.login_name: one.person_id for one in speaking}, at=at)
    officers = Officers(
        reviewer=Actor(Role.DISTRICT_REVIEWER, reviewer_id, district_id=district.pk),
        bureau=Actor(Role.CITY_BUREAU, bureau_id),
    )
    seed_institutions(speaking, officers, district, at=at)


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


def _school_accounts(number: int, peopled: Peopled) -> dict[str, int]:
    return {
        f"teacher{number}": peopled.staff[0].person_id,
        f"office{number}": peopled.officers[Role.OFFICE],
        f"principal{number}": peopled.officers[Role.PRINCIPAL],
        f"safety{number}": peopled.officers[Role.SAFETY_OFFICER],
        f"finance{number}": peopled.officers[Role.SCHOOL_FINANCE],
    }


def _city(crowd: Crowd, district_ids: list[int]) -> tuple[dict[str, int], list[int]]:
    """Accounts of the city and the districts, and the districts' reviewers."""
    accounts = {
        "city": crowd.seed_officer(Role.CITY_BUREAU),
        "cityfinance": crowd.seed_officer(Role.CITY_FINANCE),
        "auditor": crowd.seed_officer(Role.AUDITOR),
    }
    reviewers = []
    for number, district_id in enumerate(district_ids, start=1):
        reviewers.append(crowd.seed_officer(Role.DISTRICT_REVIEWER, district_id=district_id))
        finance = crowd.seed_officer(Role.DISTRICT_FINANCE, district_id=district_id)
        accounts |= {f"district{number}": reviewers[-1], f"districtfinance{number}": finance}
    return accounts, reviewers


def bar(done: int, of: int, what: str) -> None:
    """A progress bar on the terminal, one line a school where there is none."""
    if sys.stderr.isatty():
        filled = 30 * done // of
        end = "\n" if done == of else ""
        sys.stderr.write(f"\r  [{'#' * filled}{'.' * (30 - filled)}] {done}/{of} {what:<12}{end}")
    elif what:
        sys.stderr.write(f"  {done + 1}/{of} {what}\n")
    sys.stderr.flush()
