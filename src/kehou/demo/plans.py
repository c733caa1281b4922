"""What the demo city consists of, small by default and as large as asked."""

from collections.abc import Iterator

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
SIZES = (720, 1200, 1560, 1800, 2160)


def schools(count: int) -> Iterator[tuple[int, SchoolPlan]]:
    """The plans of so many schools, each with the place of its district; the first six fixed."""
    yield from SCHOOLS[:count]
    for number in range(len(SCHOOLS), count):
        level = ("primary", "nine_year", "junior")[number % 3]
        ownership = "private" if number % 5 == 0 else "public"
        campuses = ("北校园", "南校园") if number % 4 == 0 else ("本部",)
        name = f"{DISTRICTS[number % 2]}第{number}学校"
        yield number % 2, SchoolPlan(name, level, ownership, campuses, SIZES[number % 5])
