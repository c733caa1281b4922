"""Which rules and which actions carry out a clause, read from what they say of themselves."""

import importlib
import importlib.util
import inspect
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import ModuleType

import kehou
from kehou.ordinance import rules

CLAUSE = r"\d(?:\.\d)?(?:\.[a-z])?"
CITED = re.compile(rf"\(({CLAUSE}(?:, {CLAUSE})*)\)")


@dataclass(frozen=True, slots=True)
class Deed:
    """A rule or an action: its name in the source code, and what it says it does."""

    name: str
    what: str
    clauses: frozenset[str]


def carried_out_by(clause_id: str) -> list[Deed]:
    return [deed for deed in _deeds() if clause_id in deed.clauses]


@cache
def _deeds() -> tuple[Deed, ...]:
    return tuple(sorted(_found(), key=lambda deed: deed.name))


def _found() -> Iterator[Deed]:
    for module in pkgutil.iter_modules(rules.__path__):
        yield from _in(importlib.import_module(f"{rules.__name__}.{module.name}"), own=True)
    for context in pkgutil.iter_modules(kehou.__path__):
        name = f"{kehou.__name__}.{context.name}.actions"
        if context.ispkg and importlib.util.find_spec(name):
            yield from _in(importlib.import_module(name), own=False)


def _in(module: ModuleType, *, own: bool) -> Iterator[Deed]:
    """The public functions of a module; of an actions package, those it shows."""
    for name, function in inspect.getmembers(module, inspect.isfunction):
        if name.startswith("_") or (own and function.__module__ != module.__name__):
            continue
        first_line = (inspect.getdoc(function) or "").partition("\n")[0]
        cited = {clause for found in CITED.findall(first_line) for clause in found.split(", ")}
        what = CITED.sub("", first_line).replace(" .", ".")
        yield Deed(f"{module.__name__.removeprefix('kehou.')}.{name}", what, frozenset(cited))
