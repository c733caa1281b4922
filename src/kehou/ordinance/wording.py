"""What a reason says to people, in Chinese and in English.

The texts stand in `reasons.toml`, those of the ordinance beside this module, those that only one
context says in its own folder. Every text says what, why and what to do next; `{asked}` stands for
a fact, `{days:weekday}` for a fact told in a manner of its own (`kehou.ordinance.spoken`).
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter
from types import MappingProxyType

from kehou.kernel.explained import Reason
from kehou.ordinance import clauses
from kehou.ordinance.bilingual import Bilingual
from kehou.ordinance.spoken import MANNERS, listed, spoken

CONTEXTS = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Worded:
    """A reason as a page prints it: the text, and the clause behind it with its citation.

    `clause` and `citation` are "" where no clause stands behind the reason.
    """

    text: str
    clause: str
    citation: str


def worded(reasons: Iterable[Reason], language: str) -> tuple[Worded, ...]:
    """Every reason in words, in its order: `worded(refused.against, "zh-hans")`."""
    return tuple(
        Worded(say(reason, language), reason.clause, cite(reason.clause, language))
        for reason in reasons
    )


def say(reason: Reason, language: str) -> str:
    """One reason in words. `LookupError` for a code without words, or a fact left out."""
    if not is_worded(reason.code):
        raise LookupError(f"no words for the reason {reason.code!r}")
    text = load()[reason.code].say(language)
    return _Sentence(language).vformat(text, (), reason.facts)


def is_worded(code: str) -> bool:
    return code in load()


def cite(clause_id: str, language: str) -> str:
    """A clause as it is cited: 《实施方案》第六章（三）, or clause 6.3.c. "" for no clause."""
    if not clause_id:
        return ""
    clause = clauses.clause(clause_id)
    version = clauses.version_on(clause.in_force_from)
    return Bilingual(f"{version.short.zh}{clause.place}", f"clause {clause.id}").say(language)


@cache
def load(contexts: Path = CONTEXTS) -> Mapping[str, Bilingual]:
    """The texts of every context by their codes. `ValueError` for a code that is worded twice."""
    texts: dict[str, Bilingual] = {}
    for path in sorted(contexts.glob("*/reasons.toml")):
        for code, table in tomllib.loads(path.read_text("utf-8")).items():
            if code in texts:
                raise ValueError(f"{code} of {path.parent.name} is worded elsewhere already")
            texts[code] = Bilingual.of(table)
    return MappingProxyType(texts)


class _Sentence(Formatter):
    """Fills the placeholders of a text with facts as people say them."""

    def __init__(self, language: str) -> None:
        self.language = language

    def format_field(self, value: object, format_spec: str) -> str:
        if not format_spec:
            return spoken(value, self.language)
        manner = MANNERS[format_spec]
        if isinstance(value, list | tuple):
            return listed([manner(part, self.language) for part in value], self.language)
        return manner(value, self.language)
