"""The project's own files, and what stands in them."""

import ast
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "kehou"
PYPROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
CONTRACTS = {c["id"]: c for c in PYPROJECT["tool"]["importlinter"]["contracts"]}
SLICES = sorted(name.rpartition(".")[2] for name in CONTRACTS["slice"]["containers"])

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def files() -> list[Path]:
    """Every file that is in git or will be."""
    # Whoever runs the suite may not own the checkout, which git by itself would refuse.
    git = ["git", "-c", "safe.directory=*", "ls-files", "-z"]
    listed = subprocess.run(
        [*git, "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    paths = (ROOT / name for name in sorted(set(listed.stdout.split("\0"))) if name)
    return [path for path in paths if path.is_file()]


def python() -> list[Path]:
    """Every Python file, but for the migrations, which Django writes."""
    return [p for p in files() if p.suffix == ".py" and "migrations" not in p.parts]


def of_slices(kind: str) -> list[Path]:
    """The modules of one kind in every slice, one action or one page each, but for shared ones."""
    found = (p for name in SLICES for p in sorted((PACKAGE / name / kind).rglob("*.py")))
    return [path for path in found if not path.name.startswith("_")]


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(tree(path)):
        if isinstance(node, Function):
            yield node


def public(path: Path) -> list[Function]:
    """The functions that a module offers to others."""
    body = tree(path).body
    return [n for n in body if isinstance(n, Function) and not n.name.startswith("_")]


def calls(node: ast.AST) -> set[str]:
    return {ast.unparse(n.func) for n in ast.walk(node) if isinstance(n, ast.Call)}
