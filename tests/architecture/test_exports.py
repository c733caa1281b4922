"""Every table that an office sees can be taken away, from the address at which it is read."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kehou.ordinance.roles import PARTS, Role, Seat
from kehou.people.testing import AFTERNOON
from tests.architecture.matrix import Caller
from tests.architecture.routes import Route, routes
from tests.architecture.sources import PACKAGE, ROOT, files
from tests.architecture.world import QUERIES, SEATED, World

# Tables without an export, and why each needs none.
WITHOUT: Mapping[str, str] = {
    "catalogue/review_activity": "its history is exported where the activity is read",
    "catalogue/write_activity": "a form",
    "governance/documents": "a school's few papers, each read whole at its own address",
    "governance/leading_groups": "leads to each school's group, which is taken away there",
    "people/account": "one person's account; the list of accounts is taken away",
    "people/demo_codes": "only a demo has it",
    "people/my_account": "one's own account",
    "people/pupil": "one child, whose numbers are hidden until they are asked for by name",
    "providers/institution": "one institution; the register is taken away",
    "providers/my_institution": "one's own institution",
    "providers/review_admission": "one file under review; the queue is taken away",
    "web/clause": "the ordinance is public and the same for everybody",
    "web/ordinance": "the ordinance is public and the same for everybody",
}
WRITER = re.compile(r"^\s*(?:import|from) (?:xlsxwriter|openpyxl)\b", re.MULTILINE)
EXPORT = '{% include "export.html" %}'
INCLUDED = re.compile(r'{% include "([^"]+)"')
# Addresses of their own, from before a page answered itself, or open to fewer than the page is.
OWN_ADDRESS = re.compile(r"""{% url ["'](?:\w+:\w+_export|people:import_faults)["']""")


def _templates() -> dict[str, str]:
    paths = [p for p in files() if p.suffix == ".html" and p.is_relative_to(PACKAGE)]
    return {str(p).partition("/templates/")[2]: p.read_text("utf-8") for p in paths}


TEMPLATES = _templates()
PAGES = {name.removesuffix(".html"): s for name, s in TEMPLATES.items() if "{% extends" in s}


def _whole(source: str) -> str:
    """A template with what it includes by name."""
    included = (TEMPLATES[name] for name in INCLUDED.findall(source) if name in TEMPLATES)
    return source + "".join(_whole(part) for part in included)


def _exporting() -> list[Route]:
    asked = {name.replace("/", ":") for name, source in PAGES.items() if EXPORT in source}
    return [route for route in routes() if route.name in asked]


def test_every_page_with_a_table_can_be_taken_away_or_says_why_not() -> None:
    with_table = {name for name, source in PAGES.items() if "<table" in _whole(source)}
    exported = {n for n, source in PAGES.items() if EXPORT in source or OWN_ADDRESS.search(source)}

    assert with_table - exported == set(WITHOUT)
    assert len(_exporting()) == sum(EXPORT in source for source in PAGES.values())


@pytest.mark.django_db
@pytest.mark.parametrize("route", _exporting(), ids=str)
def test_whoever_reads_a_table_takes_it_away_and_nothing_else(
    route: Route, world: World, at_time: Callable[..., None]
) -> None:
    at_time(AFTERNOON)
    call = Caller()
    for role in SEATED:
        query = "&".join(filter(None, (QUERIES.get(route.name), "export=xlsx")))
        address = route.address(world.own.ids_for(route.name, role), query)
        answer = call(world.own.client(role), "GET", address)
        if role not in route.access.roles:
            assert answer.status == 403, f"{role} {answer.asked}"
            continue
        assert answer.status == 200, f"{role} {answer.asked}"
        assert "<worksheet" in answer.body, f"{role} {answer.asked}"
        if PARTS[role].seat is not Seat.CITY:
            assert world.other.mark not in answer.body, f"{role} {answer.asked}"


def test_a_reading_that_is_written_down_is_written_down_when_it_is_taken_away(
    world: World, at_time: Callable[..., None], db: None
) -> None:
    at_time(AFTERNOON)
    client = world.own.client(Role.PRINCIPAL)

    assert (
        "platform_journalentry"
        in Caller()(client, "GET", "/custody/afternoon/?export=xlsx").written
    )


def test_every_workbook_is_written_in_one_place() -> None:
    writers = {
        str(p.relative_to(ROOT))
        for p in files()
        if p.is_relative_to(PACKAGE) and "tests" not in p.parts and WRITER.search(_text(p))
    }

    assert writers == {"src/kehou/platform/workbook/writing.py"}
    source = (ROOT / "src/kehou/platform/workbook/writing.py").read_text("utf-8")
    calls = set(re.findall(r"sheet\.(write\w*)\(", source))
    assert calls == {"write_string", "write_number", "write_datetime"}


def _text(path: Path) -> str:
    return path.read_text("utf-8") if path.suffix == ".py" else ""
