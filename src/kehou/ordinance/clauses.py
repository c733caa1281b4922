"""The register of clauses, and the record of the ordinance itself in each of its versions.

A version is one file in `versions/`. A newer one supersedes from its day on (8.b); nothing in the
older file changes, and a record keeps the id of the version that it was made under.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kehou.ordinance.bilingual import Bilingual

VERSIONS = Path(__file__).parent / "versions"


class NotInForce(Exception):
    """No text covers that day. It is our mistake to ask, never the user's."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: where it stands, what it is about, its words and their translation."""

    id: str
    place: str
    heading: Bilingual
    text: Bilingual
    in_force_from: date


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter and its clauses, in the order of the text."""

    number: int
    title: Bilingual
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """The ordinance as it was published once. `superseded_by` is None for the newest."""

    id: str
    title: Bilingual
    short: Bilingual
    preamble: Bilingual
    in_force_from: date
    supersedes: str | None
    superseded_by: str | None
    superseded_from: date | None
    chapters: tuple[Chapter, ...]
    clauses: Mapping[str, Clause]  # the same, by id


@cache
def load(folder: Path = VERSIONS) -> tuple[Version, ...]:
    """Every version, oldest first."""
    tables = [tomllib.loads(path.read_text("utf-8")) for path in folder.glob("*.toml")]
    tables.sort(key=lambda table: table["in_force_from"])
    rows = zip([{}, *tables], tables, [*tables[1:], {}], strict=False)
    return tuple(_version(table, before, after) for before, table, after in rows)


def version_on(day: date, versions: Sequence[Version] | None = None) -> Version:
    """The version that holds on a day: the newest that has begun (8.b).

    After its last day it still holds for what was begun under it; that nothing new may begin is
    for `kehou.ordinance.rules.validity` to say (8.a).
    """
    known = load() if versions is None else versions
    begun = [version for version in known if version.in_force_from <= day]
    if not begun:
        raise NotInForce(f"no version of the ordinance was in force on {day}")
    return begun[-1]


def clause(clause_id: str) -> Clause:
    """A clause by its id, in its newest wording. `LookupError` for an id that no version has."""
    for version in reversed(load()):
        if clause_id in version.clauses:
            return version.clauses[clause_id]
    raise LookupError(f"the ordinance has no clause {clause_id!r}")


def _version(
    table: Mapping[str, Any], before: Mapping[str, Any], after: Mapping[str, Any]
) -> Version:
    chapters = tuple(_chapter(row, table["in_force_from"]) for row in table["chapters"])
    return Version(
        id=table["id"],
        title=Bilingual.of(table["title"]),
        short=Bilingual.of(table["short"]),
        preamble=Bilingual.of(table["preamble"]),
        in_force_from=table["in_force_from"],
        supersedes=before.get("id"),
        superseded_by=after.get("id"),
        superseded_from=after.get("in_force_from"),
        chapters=chapters,
        clauses=MappingProxyType(
            {clause.id: clause for chapter in chapters for clause in chapter.clauses}
        ),
    )


def _chapter(table: Mapping[str, Any], in_force_from: date) -> Chapter:
    return Chapter(
        number=table["number"],
        title=Bilingual.of(table["title"]),
        clauses=tuple(
            Clause(
                id=row["id"],
                place=row["place"],
                heading=Bilingual.of(row["heading"]),
                text=Bilingual.of(row["text"]),
                in_force_from=in_force_from,
            )
            for row in table["clauses"]
        ),
    )
