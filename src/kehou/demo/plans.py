"""What the demo city consists of, small by default and as large as asked."""

import os
from dataclasses import dataclass
from datetime import date

from kehou.platform import bulk
from kehou.schools.seeding import SchoolPlan

DISTRICTS = ("东湖区", "西山区")

# Six schools of six kinds: two campuses, nine years, private ones, a junior school.
SCHOOLS: tuple[tuple[int, SchoolPlan], ...] = (
    (0, SchoolPlan("东湖区实验学校", "nine_year", "public", ("北校园", "南校园"), 1560)),
    (0, SchoolPlan("东湖区第一小学", "primary", "public", ("本部",), 1200)),
    (0, SchoolPlan("东湖区育才学校", "primary", "private", ("本部",), 720)),
    (1, SchoolPlan("西山区中心小学", "primary", "public", ("本部",), 1200)),
    (1, SchoolPlan("西山区第二中学", "junior", "public", ("本部",), 720)),
    (1, SchoolPlan("西山区博雅学校", "nine_year", "private", ("本部",), 720)),
)
SIZES = (960, 1200, 1560, 1800, 2160)
MOST_SCHOOLS = 1000

SEED = 20240901
# Afternoons before the one in which the city lives: enough to look back on in a small city, the
# fewest that a month can be settled from in a large one. The term is six weeks old.
DAYS, DAYS_OF_A_LARGE_CITY, MOST_DAYS = 10, 1, 15


@dataclass(frozen=True, slots=True)
class SchoolToMake:
    """One school of the city, with everything that decides it.

    Nothing else does: not how many schools there are, nor who makes them in which order.
    """

    number: int
    district: int
    plan: SchoolPlan
    seed: int
    day: date
    days: int

    @property
    def school_id(self) -> int:
        """The id that the school will have: the first of its number."""
        return bulk.FIRST_BY_NUMBER + self.number * bulk.IDS_PER_NUMBER

    @property
    def is_told_of(self) -> bool:
        """Whether there are accounts to try it with."""
        return self.number <= len(SCHOOLS)


@dataclass(frozen=True, slots=True)
class CityPlan:
    """The city of one seed, as it stands on the afternoon of `day` after `days` others."""

    seed: int
    day: date
    days: int
    schools: tuple[tuple[int, SchoolPlan], ...]

    def to_make(self) -> list[SchoolToMake]:
        return [
            SchoolToMake(number, district, plan, self.seed, self.day, self.days)
            for number, (district, plan) in enumerate(self.schools, start=1)
        ]


def days_of(count: int | None) -> int:
    """How many afternoons of history a city of so many schools has unless told otherwise."""
    return DAYS if count is None or count <= len(SCHOOLS) else DAYS_OF_A_LARGE_CITY


def schools(count: int) -> tuple[tuple[int, SchoolPlan], ...]:
    """The plans of so many schools, each with the place of its district; the first six fixed."""
    made_up = [_made_up(number) for number in range(len(SCHOOLS), count)]
    return (*SCHOOLS[:count], *made_up)


def cores() -> int:
    return os.cpu_count() or 1


def _made_up(number: int) -> tuple[int, SchoolPlan]:
    level = ("primary", "nine_year", "junior")[number % 3]
    ownership = "private" if number % 5 == 0 else "public"
    campuses = ("北校园", "南校园") if number % 4 == 0 else ("本部",)
    name = f"{DISTRICTS[number % 2]}第{number}学校"
    return number % 2, SchoolPlan(name, level, ownership, campuses, SIZES[number % 5])
