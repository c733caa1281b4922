"""Every refusal in the source has words in both languages, and no words lie about unused."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import NamedTuple

import pytest

from kehou.ordinance.spoken import MANNERS
from kehou.ordinance.wording import CONTEXTS, is_worded, load

TEXTS = load()


class Stated(NamedTuple):
    """A reason as the source states it. `facts` is None where they are not written out there."""

    code: str
    facts: frozenset[str] | None
    place: str


def sources() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(CONTEXTS.rglob("*.py")):
        if "tests" not in path.parts:
            yield path, ast.parse(path.read_text("utf-8"))


def facts_of(call: ast.Call) -> frozenset[str] | None:
    if ast.unparse(call.func) == "refuse":
        names = [keyword.arg for keyword in call.keywords]
        return None if None in names else frozenset(filter(None, names)) - {"clause"}
    given = [*call.args[2:3], *(k.value for k in call.keywords if k.arg == "facts")]
    if not given:
        return frozenset()
    if not isinstance(given[0], ast.Dict):
        return None
    keys = given[0].keys
    if not all(isinstance(key, ast.Constant) for key in keys):
        return None
    return frozenset(str(key.value) for key in keys if isinstance(key, ast.Constant))


def stated() -> Iterator[Stated]:
    for path, tree in sources():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            code = node.args[0]
            if ast.unparse(node.func) in {"Reason", "refuse"} and isinstance(code, ast.Constant):
                place = f"{path.relative_to(CONTEXTS)}:{node.lineno}"
                yield Stated(str(code.value), facts_of(node), place)


def placeholders(text: str) -> dict[str, str]:
    """The facts a text speaks of, each with the manner it asks for."""
    return {
        name: manner or "" for _, name, manner, _ in Formatter().parse(text) if name is not None
    }


STATED = sorted(set(stated()), key=lambda reason: (reason.code, reason.place))


def test_the_source_is_read() -> None:
    assert {reason.code for reason in STATED} >= {"over_budget", "window_closed", "not_on_roll"}


@pytest.mark.parametrize("reason", STATED, ids=lambda reason: f"{reason.code} {reason.place}")
def test_a_stated_reason_has_words_for_the_facts_it_gives(reason: Stated) -> None:
    assert is_worded(reason.code)
    if reason.facts is not None:
        assert placeholders(TEXTS[reason.code].zh).keys() <= reason.facts


@pytest.mark.parametrize("code", sorted(TEXTS))
def test_both_languages_tell_the_same_facts_in_manners_that_exist(code: str) -> None:
    text = TEXTS[code]

    assert text.zh.strip()
    assert text.en.strip()
    assert placeholders(text.zh) == placeholders(text.en)
    assert set(placeholders(text.zh).values()) <= {"", *MANNERS}


def test_no_words_lie_about_unused() -> None:
    # A code may also be the name of a database constraint, in a model or in SQL.
    names = {
        name
        for path in CONTEXTS.rglob("*")
        if path.suffix in {".py", ".sql"} and "tests" not in path.parts
        for name in re.findall(r"\w+", path.read_text("utf-8"))
    }

    assert sorted(TEXTS.keys() - names) == []
