"""House rules that no linter knows. Each failure names the file and the rule."""

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.sources import (
    PACKAGE,
    ROOT,
    SLICES,
    calls,
    files,
    functions,
    name,
    of_slices,
    public,
    python,
    tree,
)

FILE_LINES_MAX = 400
FUNCTION_LINES_MAX = 60
CLAUSE = re.compile(r"\([1-8](\.\d)?(\.[a-z])?\b|\bNo clause:")
# What a slice is made of; import-linter keeps the order, this keeps the words.
VOCABULARY = {
    *("models", "permissions", "queries", "actions", "pages", "api", "urls", "events", "handlers"),
    *("tasks", "core", "seeding", "testing", "tests", "management", "migrations", "apps"),
    *("templates", "paper", "static", "locale", "reasons", "__init__", "__pycache__"),
}
EXPLAINED = re.compile(r"# noqa: [A-Z0-9, ]+ \(.+\)")
# Written so that this file does not hold them itself.
UNFINISHED = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b|pragma: no " r"cover")
OF_ONE_MACHINE = re.compile(r"(?<![\w.}/])/(" r"work|tmp|root|home)/")
REGISTRIES = re.compile(r"(?i)pypi" r"\.org|python" r"hosted|npm" r"js\.|npm" r"mirror")
BINARY = {".xlsx", ".xls", ".png", ".jpg", ".woff2", ".ico", ".zip", ".ods", ".mo"}

ACTIONS, PAGES = of_slices("actions"), of_slices("pages")
RULES = [p for p in (PACKAGE / "ordinance" / "rules").glob("*.py") if p.name != "__init__.py"]


@pytest.mark.parametrize("path", python(), ids=name)
def test_a_file_fits_in_the_head_and_a_function_on_a_screen(path: Path) -> None:
    long = [f.name for f in functions(path) if (f.end_lineno or 0) - f.lineno >= FUNCTION_LINES_MAX]

    assert len(path.read_text("utf-8").splitlines()) <= FILE_LINES_MAX
    assert long == []


@pytest.mark.parametrize("path", ACTIONS, ids=name)
def test_an_action_is_one_use_case_told_in_full(path: Path) -> None:
    assert [f.name for f in public(path)] == [path.stem], "one file, one use case, one name"
    (action,) = public(path)
    keywords = [a.arg for a in action.args.kwonlyargs]

    assert not action.args.args, "keyword arguments only"
    assert keywords[:2] == ["actor", "at"], "who acts, and when, are told and never looked up"
    assert CLAUSE.search(ast.get_docstring(action) or ""), "cite a clause or say why not"
    assert "transaction.atomic" in {ast.unparse(d) for d in action.decorator_list}
    assert {"authorise", "journal.record"} <= calls(tree(path))
    assert (path.parents[1] / "tests" / f"test_{path.stem}.py").exists()


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_a_page_is_one_page_named_like_its_file(path: Path) -> None:
    assert [f.name for f in public(path)] == [path.stem]
    (page,) = public(path)

    assert "open_to" in {
        ast.unparse(d.func) for d in page.decorator_list if isinstance(d, ast.Call)
    }
    tests = path.parents[1] / "tests"
    # `_page` where an action, or the page's own word, has the plain name.
    assert any((tests / f"test_{path.stem}{end}.py").exists() for end in ("", "_page"))


@pytest.mark.parametrize("path", RULES, ids=name)
def test_a_rule_names_its_clause(path: Path) -> None:
    assert [f.name for f in public(path) if not CLAUSE.search(ast.get_docstring(f) or "")] == []


@pytest.mark.parametrize("slice_name", SLICES)
def test_a_slice_speaks_the_closed_vocabulary(slice_name: str) -> None:
    found = {p.name.split(".")[0] for p in (PACKAGE / slice_name).iterdir()}

    assert found - VOCABULARY == set()


@pytest.mark.parametrize("path", python(), ids=name)
def test_an_import_of_our_own_stands_at_the_top_or_says_why_not(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    unexplained = [
        lines[node.lineno - 1].strip()
        for function in functions(path)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
        and _is_ours(node)
        and not EXPLAINED.search(lines[node.lineno - 1])
    ]

    assert unexplained == []


def test_nothing_is_left_for_later_and_nothing_is_of_one_machine() -> None:
    found = []
    for path in files():
        if path.suffix in BINARY:
            continue
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            for rule in (UNFINISHED, OF_ONE_MACHINE, REGISTRIES):
                if rule.search(line) and path.suffix != ".lock":
                    found.append(f"{name(path)}:{number}: {line.strip()[:80]}")

    assert found == []


def test_the_locks_hold_hashes_and_no_address() -> None:
    pinned = [*ROOT.glob("requirements*.lock")]

    assert len(pinned) == 2
    for path in pinned:
        assert not re.search(r"https?://|file:|--index", path.read_text("utf-8")), path.name
        assert "--hash=sha256:" in path.read_text("utf-8")
    front_end = (ROOT / "package-lock.json").read_text("utf-8")
    assert '"integrity"' in front_end
    assert '"resolved"' not in front_end


def _is_ours(node: ast.Import | ast.ImportFrom) -> bool:
    if isinstance(node, ast.ImportFrom):
        return (node.module or "").split(".")[0] in ("kehou", "tools", "tests")
    return any(alias.name.split(".")[0] in ("kehou", "tools", "tests") for alias in node.names)
