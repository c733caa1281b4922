"""What axe finds on a page: WCAG 2 at levels A and AA, and what axe holds for good practice."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """standards => axe.run(document, {
  runOnly: {type: "tag", values: standards}, resultTypes: ["violations"],
})"""


def axe_findings(page: Page) -> list[str]:
    """Each element that breaks a rule of axe, with the rule."""
    # Evaluated from outside, as a browser's own tools are: no policy of the page has a say.
    page.evaluate(AXE.read_text("utf-8"))
    found: dict[str, Any] = page.evaluate(RUN, STANDARDS)
    return [
        f"{page.url}: {broken['id']}: {' '.join(map(str, node['target']))}: {node['html'][:120]}"
        for broken in found["violations"]
        for node in broken["nodes"]
    ]


def axe_clean(page: Page) -> None:
    """Hold that axe finds nothing on the page as it stands."""
    found = axe_findings(page)
    assert not found, "\n".join(found)
