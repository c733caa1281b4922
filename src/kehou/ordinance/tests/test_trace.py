"""The page that tells, clause by clause, what carries the ordinance out."""

from pathlib import Path

import pytest
from tools import trace

SOURCES = {
    "src/kehou/ordinance/rules/funds.py": '''
def ceiling(ordinance):
    """The most it may reach (6.1.b, 6.3.c)."""
    return _part("2.1")

def _part(share):
    """Not a rule of its own (4.2)."""
''',
    "src/kehou/custody/actions/release_child.py": '''
def release_child(*, actor, at):
    """Release a child (7.3.a,
    7.3.d) and retry (2)."""
    raise refuse("gone", "3.1", number="4.1", clause="7.3.b")  # in the open (7.3.c)
''',
    "src/kehou/custody/actions/close_day.py": '''
def close_day(*, actor, at):
    """Close the day."""
    raise Refused((Reason("still_held", "", {"clause": "4.1"}), refuse("late", children=1)))
''',
    "src/kehou/custody/pages/gate.py": '''
"""The gate."""
LIMIT, CLAUSE = "4.1", "7.3.a"

@open_to("staff", clause="2.1")
def gate(request):
    return None
''',
    "src/kehou/custody/templates/custody/permit.html": (
        "{# clauses: 7.3.b, 8.a #}<h1>4.2</h1>{% clause '3.1' %}{% clause figure.clause %}"
    ),
    "src/kehou/custody/tests/test_gate.py": '''"""At the gate (7.3.a)."""
# Walked over in a convoy (7.3.c).
CASES = ["by the parent in person" + " (7.3.d)", "in class 3.1", "share(1)", "(2.1) first"]
''',
    "tests/journeys/test_a_term.py": '"""A whole term (2.3.c)."""\n',
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name, source in SOURCES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, "utf-8")
    (tmp_path / "docs").mkdir()
    return tmp_path


def cited(project: Path, kind: str) -> dict[str, list[str]]:
    found = trace.cited_in(project)
    return {c: sorted(found[c][kind]) for c in sorted(found) if kind in found[c]}


def test_public_rules_cite_their_clauses(project: Path) -> None:
    assert cited(project, "rules") == {"6.1.b": ["funds.ceiling"], "6.3.c": ["funds.ceiling"]}


def test_an_action_cites_in_docstring_comment_and_reason(project: Path) -> None:
    release = ["custody.release_child"]

    assert cited(project, "actions") == {
        "3.1": release,
        "7.3.a": release,
        "7.3.b": release,
        "7.3.c": release,
        "7.3.d": release,
    }


def test_pages_cite_in_source_and_in_template(project: Path) -> None:
    assert cited(project, "pages") == {
        "2.1": ["custody.gate"],
        "3.1": ["custody.permit"],
        "7.3.a": ["custody.gate"],
        "7.3.b": ["custody.permit"],
        "8.a": ["custody.permit"],
    }


def test_tests_cite_in_docstring_comment_and_case(project: Path) -> None:
    assert cited(project, "tests") == {
        "2.3.c": ["journeys.test_a_term"],
        "7.3.a": ["custody.test_gate"],
        "7.3.c": ["custody.test_gate"],
        "7.3.d": ["custody.test_gate"],
    }


def test_a_clause_that_does_not_exist_is_not_cited(project: Path) -> None:
    page = project / "src/kehou/custody/pages/gate.py"
    page.write_text('"""The gate (7.9.z)."""', "utf-8")

    with pytest.raises(LookupError, match=r"custody\.gate cites 7\.9\.z"):
        trace.cited_in(project)


def test_the_page_tells_what_carries_a_clause_out_and_what_is_open(project: Path) -> None:
    text = trace.rendered(trace.cited_in(project))

    assert "- rules: `funds.ceiling`\n" in text.partition("### 6.1.b ")[2].partition("###")[0]
    assert "- **open**" in text.partition("### 5.2.d ")[2].partition("###")[0]
    assert "- **open**" in text.partition("### 2.3.c ")[2].partition("###")[0]
    assert "- **open**" not in text.partition("### 7.3.d ")[2].partition("###")[0]
    assert text == trace.rendered(trace.cited_in(project))


def test_the_check_fails_on_a_stale_page_and_passes_on_a_fresh_one(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / trace.PAGE).write_text("old", "utf-8")

    assert trace.main(["--check"], project) == 1
    assert (project / trace.PAGE).read_text("utf-8") == "old"
    assert "is stale" in capsys.readouterr().err
    assert trace.main([], project) == 0
    assert trace.main(["--check"], project) == 0
