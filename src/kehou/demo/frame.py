"""What the schools of the demo city share: the term, the districts, who sits at their desks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from random import Random
from typing import TYPE_CHECKING

from kehou.demo import plans
from kehou.demo.institutions import Officers, Representative, seed_institutions
from kehou.demo.plans import CityPlan
from kehou.ordinance.roles import Role
from kehou.people.seeding import Crowd, seed_accounts, seeded_reviewer
from kehou.platform import bulk, reach
from kehou.platform.actors import Actor
from kehou.platform.clock import CITY_ZONE
from kehou.schools.queries import term_on
from kehou.schools.seeding import seed_district, seed_term, seeded_districts

if TYPE_CHECKING:
    from kehou.schools.models import District, Term

NUMBER = 0
REPRESENTATIVES = 5


@dataclass(frozen=True, slots=True)
class Frame:
    term: "Term"
    districts: list["District"]
    reviewers: list[int]


def begin(plan: CityPlan) -> None:
    """Make the frame of a city that has none yet, in one transaction."""
    at = datetime.combine(plan.day, time(8), tzinfo=CITY_ZONE)
    chance = Random(f"{plan.seed}/{NUMBER}")  # noqa: S311 (no secret)
    with reach.everywhere(), bulk.ids_numbered(NUMBER):
        if seeded_districts():
            return
        term = seed_term(plan.day)
        districts = [seed_district(n, name) for n, name in enumerate(plans.DISTRICTS, start=1)]
        crowd = Crowd(chance, number=NUMBER, first_day=term.first_day, at=at)
        desks = _desks(crowd, [district.pk for district in districts])
        seed_accounts(desks, at=at)
        _institutions(crowd, districts[0], desks, at=at)


def standing(day: date) -> Frame:
    """The frame that was made, for whoever adds a school to it."""
    districts = seeded_districts()
    term = term_on(day)
    if term is None:
        raise LookupError(f"the city has no term on {day}")
    return Frame(term, districts, [seeded_reviewer(district.pk) for district in districts])


def _institutions(
    crowd: Crowd, district: "District", desks: Mapping[str, int], *, at: datetime
) -> None:
    """The institutions of the first district, with accounts of those who speak for them."""
    names = [crowd.adult_name() for _ in range(REPRESENTATIVES)]
    speaking = [
        Representative(crowd.seed_person(name), name, f"institution{number}")
        for number, name in enumerate(names, start=1)
    ]
    seed_accounts({one.login_name: one.person_id for one in speaking}, at=at)
    officers = Officers(
        reviewer=Actor(Role.DISTRICT_REVIEWER, desks["district1"], district_id=district.pk),
        bureau=Actor(Role.CITY_BUREAU, desks["city"]),
    )
    seed_institutions(speaking, officers, district, at=at)


def _desks(crowd: Crowd, district_ids: list[int]) -> dict[str, int]:
    """Accounts of the city and the districts."""
    accounts = {
        "city": crowd.seed_officer(Role.CITY_BUREAU),
        "cityfinance": crowd.seed_officer(Role.CITY_FINANCE),
        "auditor": crowd.seed_officer(Role.AUDITOR),
    }
    for number, district_id in enumerate(district_ids, start=1):
        for name, role in (
            ("district", Role.DISTRICT_REVIEWER),
            ("districtfinance", Role.DISTRICT_FINANCE),
        ):
            accounts[f"{name}{number}"] = crowd.seed_officer(role, district_id=district_id)
    return accounts
