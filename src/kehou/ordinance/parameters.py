"""Dated parameters: every number of the ordinance with its clause and its source in one record.

A number of the law stands in `values/<context>.toml` and nowhere else. A change is a new dated
setting below the old one; a setting that has been in force is never edited.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kehou.ordinance import clauses
from kehou.ordinance.bilingual import Bilingual
from kehou.ordinance.clauses import NotInForce, Version

VALUES = Path(__file__).parent / "values"
NO_UNIT = Bilingual("", "")


@dataclass(frozen=True, slots=True)
class Setting:
    """What a parameter was set to from one day on: amounts or words, the clause, the source.

    A `reading` fills what the text leaves open; a city may set it otherwise.
    """

    since: date
    clause: str
    source: Bilingual
    amounts: tuple[int, ...] = ()
    words: tuple[str, ...] = ()
    reading: bool = False

    @property
    def amount(self) -> int:
        """The one amount. `ValueError` where the setting is a list or is of words."""
        (amount,) = self.amounts
        return amount

    @property
    def word(self) -> str:
        """The one word. `ValueError` where the setting is a list or is of amounts."""
        (word,) = self.words
        return word


@dataclass(frozen=True, slots=True)
class Parameter:
    """One thing the ordinance sets, and all its settings, oldest first."""

    name: str
    title: Bilingual
    unit: Bilingual
    settings: tuple[Setting, ...]

    def on(self, day: date) -> Setting:
        """The setting of that day. `NotInForce` before the first: zero is never an answer."""
        for setting in reversed(self.settings):
            if setting.since <= day:
                return setting
        raise NotInForce(f"{self.name} was not set on {day}; first set {self.settings[0].since}")


@cache
def load(folder: Path = VALUES) -> Mapping[str, Parameter]:
    """Every parameter by its name, `<context>.<parameter>`."""
    parameters = {}
    for path in sorted(folder.glob("*.toml")):
        for name, table in tomllib.loads(path.read_text("utf-8")).items():
            parameter = _parameter(f"{path.stem}.{name}", table)
            parameters[parameter.name] = parameter
    return MappingProxyType(parameters)


@dataclass(frozen=True, slots=True)
class Ordinance:
    """The ordinance as it stood on one day. Rules are given this and nothing else from outside.

    Give it other parameters to ask what a draft amendment would do.
    """

    day: date
    parameters: Mapping[str, Parameter] = field(default_factory=load, repr=False)
    versions: tuple[Version, ...] = field(default_factory=clauses.load, repr=False)

    def __getitem__(self, name: str) -> Setting:
        return self.parameters[name].on(self.day)

    @property
    def version(self) -> Version:
        """The version that a record of this day is made under (8.b)."""
        return clauses.version_on(self.day, self.versions)


def _parameter(name: str, table: Mapping[str, Any]) -> Parameter:
    settings = tuple(_setting(row) for row in table["set"])
    if any(later.since <= earlier.since for earlier, later in pairwise(settings)):
        raise ValueError(f"the settings of {name} do not stand oldest first")
    return Parameter(
        name=name,
        title=Bilingual.of(table["title"]),
        unit=Bilingual.of(table["unit"]) if "unit" in table else NO_UNIT,
        settings=settings,
    )


def _setting(row: Mapping[str, Any]) -> Setting:
    """A row says one of `amount`, `amounts`, `word`, `words`."""
    return Setting(
        since=row["from"],
        clause=row["clause"],
        source=Bilingual.of(row["source"]),
        amounts=tuple(row.get("amounts", [row["amount"]] if "amount" in row else [])),
        words=tuple(row.get("words", [row["word"]] if "word" in row else [])),
        reading=row.get("reading", False),
    )
