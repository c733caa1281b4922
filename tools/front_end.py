"""Puts the front-end files of other projects where the pages find them; none of them is in git.

`package.json` and its lock name them; npm fetches them; this copies the few files we serve, and
draws the few icons we use together into one sheet.
"""

import hashlib
import json
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[1]
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "src" / "kehou" / "web" / "static" / "vendor"
SERVED = {
    "@tabler/core/dist/css/tabler.min.css": "tabler.min.css",
    "@tabler/core/dist/js/tabler.min.js": "tabler.min.js",
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
}
# What `{% icon "…" %}` may draw, by Tabler's names. The whole set is 6,000 icons.
DRAWN = "@iconify-json/tabler/icons.json"
ICONS = """
    adjustments alarm alert-circle alert-triangle archive arrow-back-up arrow-left arrow-right
    arrows-exchange arrows-shuffle award ball-football bell book book-2 books briefcase building
    building-bank building-community bus calendar calendar-check calendar-event calendar-time
    calendar-week camera cash certificate chart-bar check checkbox checklist chevron-down
    chevron-left chevron-right chevron-up circle-check circle-dashed circle-x clipboard-check
    clipboard-list clock coin coins device-desktop device-mobile dice-5 door door-enter door-exit
    dots download external-link eye eye-off file file-certificate file-check file-export file-import
    file-spreadsheet file-text filter flag folder gavel hand-finger hand-stop heart heart-handshake
    help-circle history home hourglass id id-badge-2 info-circle key language layout-board leaf link
    list list-check lock lock-open login logout mail map-pin menu-2 message message-circle moon
    moon-stars music news notebook notes palette pencil phone plus printer qrcode receipt refresh
    report-money road route ruler-2 scale school search send settings shield-check shield-half
    shield-lock sofa sort-ascending speakerphone star stethoscope sun sun-high sunset-2
    switch-horizontal table target trash trophy upload user user-check user-circle user-heart
    user-off user-plus user-question user-shield users users-group walk world writing x zoom-in
"""


def main() -> None:
    stamp = VENDOR / "stamp"
    wanted = _wanted()
    if stamp.exists() and stamp.read_text("utf-8") == wanted:
        return
    subprocess.run(
        ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"],  # noqa: S607
        cwd=ROOT,
        check=True,
    )
    shutil.rmtree(VENDOR, ignore_errors=True)
    VENDOR.mkdir(parents=True)
    for source, name in SERVED.items():
        shutil.copy(MODULES / source, VENDOR / name)
    (VENDOR / "icons.svg").write_text(_sheet(), "utf-8")
    stamp.write_text(wanted, "utf-8")


def _wanted() -> str:
    """Changes with the versions that are locked, and with what is served of them."""
    lock = (ROOT / "package-lock.json").read_bytes()
    return hashlib.sha256(lock + Path(__file__).read_bytes()).hexdigest()


def _sheet() -> str:
    """One SVG with a symbol for each icon. `KeyError` for a name that Tabler does not have.

    The width of the strokes is left to the style sheet, which only reaches what is inherited.
    """
    drawn = json.loads((MODULES / DRAWN).read_text("utf-8"))["icons"]
    bodies = {name: drawn[name]["body"].replace(' stroke-width="2"', "") for name in ICONS.split()}
    symbols = [
        f'<symbol id="{name}" viewBox="0 0 24 24">{body}</symbol>' for name, body in bodies.items()
    ]
    return "\n".join(['<svg xmlns="http://www.w3.org/2000/svg">', *symbols, "</svg>\n"])


if __name__ == "__main__":
    main()
