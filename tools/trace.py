"""Writes docs/ordinance.md: every clause of the ordinance, and what in the platform cites it.

    python -m tools.trace            writes the file
    python -m tools.trace --check    fails when the file is stale

A clause is cited by its id: in brackets in a docstring or a comment, `(2.3.c)` or `(2.3.c, 3.1)`;
in the source as a string of its own, `"6.1.b"`; in a template as `{# clauses: 7.3.a #}`, or shown
to the reader by `{% clause "7.3.a" %}`; by a case of a test at the end of its id, `"a pupil who is
not on the roll (3.1)"`.
"""
# ruff: noqa: A005  (imported as `tools.trace` only, so it hides nothing of the standard library)

import argparse
import ast
import io
import re
import sys
import tokenize
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from kehou.ordinance import clauses, parameters

ROOT = Path(__file__).parents[1]
PAGE = Path("docs", "ordinance.md")
KINDS = ("numbers", "rules", "actions", "pages", "tests")
CARRY_OUT = {"rules", "actions", "pages"}

CLAUSE = r"[1-9](?:\.[0-9])?(?:\.[a-z])?"
CLAUSES = rf"{CLAUSE}(?:,\s+{CLAUSE})*"
BRACKETED = re.compile(rf"(?<!\w)\(({CLAUSES})\)")
IN_TEMPLATE = re.compile(rf"\{{#\s*clauses:\s*({CLAUSES})\s*#\}}")
SHOWN = re.compile(rf"\{{%\s*clause\s+[\"']({CLAUSE})[\"']\s*%\}}")
AT_THE_END = re.compile(rf" \(({CLAUSES})\)\Z")
UNMISTAKABLE = re.compile(r"[1-9](?:\.[0-9])?\.[a-z]")

Citation = tuple[str, str, set[str]]  # the kind of what cites, its name, the clauses
Cited = Mapping[str, Mapping[str, set[str]]]  # clause → kind → names


def main(arguments: list[str], root: Path = ROOT) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.trace")
    parser.add_argument("--check", action="store_true", help="fail when the file is stale")
    checks = parser.parse_args(arguments).check
    page = root / PAGE
    text = rendered(cited_in(root))
    if checks and page.read_text("utf-8") != text:
        print(f"{PAGE} is stale: run python -m tools.trace", file=sys.stderr)
        return 1
    if not checks:
        page.write_text(text, "utf-8")
    return 0


def cited_in(root: Path) -> Cited:
    """What cites which clause. `LookupError` for a clause that the ordinance does not have."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    known = {clause_id for version in clauses.load() for clause_id in version.clauses}
    package = root / "src" / "kehou"
    for kind, name, cited in (*_numbers(), *_rules(package), *_slices(package), *_tests(root)):
        for clause_id in cited:
            if clause_id in known:
                found[clause_id][kind].add(name)
            elif UNMISTAKABLE.fullmatch(clause_id):
                raise LookupError(f"{name} cites {clause_id}, which the ordinance does not have")
    return found


def rendered(found: Cited) -> str:
    """The page, chapter by chapter. A clause is open until something carries it out."""
    version = clauses.load()[-1]
    still_open = [
        clause_id
        for clause_id in sorted(version.clauses)
        if not CARRY_OUT & found.get(clause_id, {}).keys()
    ]
    share = f"{len(still_open)} of {len(version.clauses)}"
    lines = [
        f"# {version.short.zh}: every clause, and what carries it out",
        "",
        "Written by `python -m tools.trace`, never by hand. A clause is open until a rule, an",
        "action or a page carries it out; a number or a test alone does not.",
        "",
        f"Open: {share} clauses. {', '.join(still_open)}".rstrip(),
    ]
    for chapter in version.chapters:
        lines += ["", f"## {chapter.number}. {chapter.title.en} · {chapter.title.zh}"]
        for clause in chapter.clauses:
            lines += _section(clause, found.get(clause.id, {}), clause.id in still_open)
    return "\n".join(lines) + "\n"


def _section(clause: clauses.Clause, kinds: Mapping[str, set[str]], is_open: bool) -> list[str]:
    lines = ["", f"### {clause.id} {clause.heading.en} · {clause.heading.zh}", ""]
    lines += [f"> {clause.text.zh}", ">", f"> {clause.text.en}", ""]
    for kind in KINDS:
        if kind in kinds:
            names = ", ".join(f"`{name}`" for name in sorted(kinds[kind]))
            lines.append(f"- {kind}: {names}")
    if is_open:
        lines.append("- **open**")
    return lines


def _numbers() -> Iterator[Citation]:
    for parameter in parameters.load().values():
        yield "numbers", parameter.name, {setting.clause for setting in parameter.settings}


def _rules(package: Path) -> Iterator[Citation]:
    for path in sorted(package.glob("ordinance/rules/*.py")):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                yield "rules", f"{path.stem}.{node.name}", _in_code(node)


def _slices(package: Path) -> Iterator[Citation]:
    """Actions and pages by their file, which holds one of them, and the pages' templates."""
    for kind in ("actions", "pages"):
        for path in sorted(package.glob(f"*/{kind}/**/*.py")):
            source = path.read_text("utf-8")
            cited = _in_code(ast.parse(source)) | _in_comments(source)
            yield kind, f"{_slice(path, package)}.{path.stem}", cited
    for path in sorted(package.glob("*/templates/**/*.html")):
        source = path.read_text("utf-8")
        cited = _listed(IN_TEMPLATE, source) | _listed(SHOWN, source)
        yield "pages", f"{_slice(path, package)}.{path.stem}", cited


def _tests(root: Path) -> Iterator[Citation]:
    """A test cites in the docstring of its file, in a comment, or in the id of a case."""
    for base in (root / "src" / "kehou", root / "tests"):
        for path in sorted(base.glob("**/test_*.py")):
            source = path.read_text("utf-8")
            tree = ast.parse(source)
            cited = _listed(BRACKETED, ast.get_docstring(tree) or "") | _in_comments(source)
            for text in _strings(tree):
                cited |= _listed(AT_THE_END, text)
            yield "tests", f"{_slice(path, base)}.{path.stem}", cited


def _slice(path: Path, base: Path) -> str:
    return path.relative_to(base).parts[0]


def _in_code(tree: ast.AST) -> set[str]:
    """Brackets in strings, docstrings among them; ids that are a string of their own.

    "1" or "3.1" may be anything: they are clauses only where a call takes its clause.
    """
    cited: set[str] = set()
    for text in _strings(tree):
        cited |= _listed(BRACKETED, text)
        if UNMISTAKABLE.fullmatch(text):
            cited.add(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            given = [keyword.value for keyword in node.keywords if keyword.arg == "clause"]
            if ast.unparse(node.func) in {"Reason", "refuse"}:
                given += node.args[1:2]
            cited |= {text for clause in given for text in _strings(clause)}
    return cited


def _in_comments(source: str) -> set[str]:
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    comments = [token.string for token in tokens if token.type == tokenize.COMMENT]
    return _listed(BRACKETED, "\n".join(comments))


def _listed(pattern: re.Pattern[str], text: str) -> set[str]:
    return {clause_id for group in pattern.findall(text) for clause_id in re.findall(CLAUSE, group)}


def _strings(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
