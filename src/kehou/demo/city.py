"""Loading the demo city."""

from collections.abc import Callable

from django.db import transaction

from kehou.demo import clock, frame, kept, plans, school
from kehou.demo.plans import CityPlan, SchoolToMake
from kehou.demo.progress import Bar
from kehou.demo.side_by_side import CutOff, each
from kehou.people.seeding import hashed_demo_password
from kehou.platform import locks
from kehou.schools.queries import schools as all_schools

Progress = Callable[[int, int, str], None]


class AnotherCity(Exception):
    """The database holds schools that are not of the city to be loaded."""


def load_unless_there() -> None:
    """Load the city into an empty database, or go on with one that was begun.

    A database that holds anything else is left as it is.
    """
    if begun() or not all_schools().exists():
        load(begin(wanted()), workers=plans.cores(), progress=Bar())


def begun() -> kept.City | None:
    """The city that was begun in this database, whole or not."""
    return kept.city() if all_schools().exists() else None


def wanted(
    *, seed: int | None = None, schools: int | None = None, days: int | None = None
) -> kept.City:
    """The city asked for; what is left open is as it was begun, or else as usual.

    `ValueError` with the reason for what cannot be.
    """
    usual = begun() or kept.City(plans.SEED, plans.days_of(schools), len(plans.SCHOOLS))
    city = kept.City(
        seed=usual.seed if seed is None else seed,
        days=usual.days if days is None else days,
        schools=usual.schools if schools is None else schools,
    )
    if city.schools not in range(1, plans.MOST_SCHOOLS + 1):
        raise ValueError(f"A city has 1 to {plans.MOST_SCHOOLS} schools.")
    if city.days not in range(1, plans.MOST_DAYS + 1):
        raise ValueError(f"There are 1 to {plans.MOST_DAYS} afternoons of history.")
    return city


def begin(city: kept.City) -> CityPlan:
    """Remember which city is loaded here; `AnotherCity` where a different one was begun.

    More schools may be asked for than the first time: the city grows.
    """
    if all_schools().exists():
        before = begun()
        if before is None or (before.seed, before.days) != (city.seed, city.days):
            raise AnotherCity
    kept.keep_city(city)
    return CityPlan(city.seed, clock.day(), city.days, plans.schools(city.schools))


def load(plan: CityPlan, *, workers: int, progress: Progress) -> int:
    """Make the schools of the city that are not there yet, side by side; most memory in a process.

    Each is made in a transaction of its own, and is the same whoever makes it in whatever order.
    So a load that was cut off is gone on with. `AnotherCity` before anything is written; `CutOff`
    when a process was killed and all that it had begun has ended.
    """
    to_make = plan.to_make()
    _wait_for_the_cut_off(to_make)
    left = _left(to_make)
    hashed_demo_password()  # once here, so that the processes have it
    frame.begin(plan)
    done, memory = len(to_make) - len(left), 0
    progress(done, len(to_make), "")
    try:
        for made, held in each(left, school.make, workers=min(workers, len(left) or 1)):
            done, memory = done + 1, max(memory, held)
            progress(done, len(to_make), made.plan.name)
    except CutOff:
        _wait_for_the_cut_off(to_make)
        raise
    return memory


def _wait_for_the_cut_off(to_make: list[SchoolToMake]) -> None:
    """Until the server has ended what killed processes left: it may commit after their death."""
    with transaction.atomic():
        for one in to_make:
            locks.hold(school.MAKING, one.number)


def _left(to_make: list[SchoolToMake]) -> list[SchoolToMake]:
    there = set(all_schools().values_list("pk", "name"))
    planned = {(one.school_id, one.plan.name): one for one in to_make}
    if there - planned.keys():
        raise AnotherCity
    return [one for which, one in planned.items() if which not in there]
