"""Words that say nothing are in no name; a name is made of the words of the trade."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.sources import name, python, tree

SAY_NOTHING = {
    *("process", "processes", "handle", "handles", "manage", "manages", "data", "info", "infos"),
    *("item", "items", "util", "utils", "helper", "helpers", "manager", "managers"),
}
# Names that a framework or a library asks for, and who asks.
ASKED_FOR = {
    "process_view": "Django's name for a middleware's look before the view",
    "handle": "Django's name for what a command does",
    "handle_starttag": "Python's name for what a reader of HTML does",
    "handle_endtag": "Python's name for what a reader of HTML does",
    "handle_data": "Python's name for what a reader of HTML does",
    "build_data": "hatchling's name for what a build hook is given",
    "__getitem__": "Python's name for looking something up by its key",
    "DATA_UPLOAD_MAX_MEMORY_SIZE": "a setting of Django's",
    "DATA_UPLOAD_MAX_NUMBER_FIELDS": "a setting of Django's",
    "limit_what_this_process_may_take": "the operating system's word for a running program",
}
WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def words(named: str) -> set[str]:
    return {word.lower() for word in WORD.findall(named)}


def given(path: Path) -> Iterator[str]:
    """Every name that a file gives: to modules, functions, classes, arguments and values."""
    yield path.stem
    for node in ast.walk(tree(path)):
        match node:
            case ast.FunctionDef(name=named) | ast.AsyncFunctionDef(name=named):
                yield named
            case ast.ClassDef(name=named) | ast.arg(arg=named):
                yield named
            case ast.Name(id=named, ctx=ast.Store()) | ast.alias(asname=str(named)):
                yield named


def test_words_are_found_in_every_manner_of_writing() -> None:
    assert words("AccountManager") == {"account", "manager"}
    assert words("SEAL_DATA") == {"seal", "data"}
    assert words("do_the_roll") == {"do", "the", "roll"}


@pytest.mark.parametrize("path", python(), ids=name)
def test_no_name_says_nothing(path: Path) -> None:
    empty = {
        named
        for named in given(path)
        if (words(named) & SAY_NOTHING or named.startswith("do_")) and named not in ASKED_FOR
    }

    assert empty == set()
