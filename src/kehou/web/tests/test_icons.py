"""Every icon that is named is drawn."""

import re
from pathlib import Path

import pytest

import kehou
from kehou.web import menus

PACKAGE = Path(kehou.__file__).parent
SHEET = PACKAGE / "web" / "static" / "vendor" / "icons.svg"
DRAWN = set(re.findall(r'<symbol id="([^"]+)"', SHEET.read_text("utf-8")))
NAMED = re.compile(r"""\{%\s*icon\s+["']([^"']+)["']""")
TEMPLATES = sorted(PACKAGE.glob("*/templates/**/*.html"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_the_icons_of_a_template_are_drawn(path: Path) -> None:
    assert set(NAMED.findall(path.read_text("utf-8"))) - DRAWN == set()


def test_the_icons_of_the_menu_are_drawn() -> None:
    assert {entry.icon for section in menus.MENU for entry in section.entries} - DRAWN == set()
