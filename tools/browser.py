"""Gives the journeys a browser: an installed one, else Debian's, else Playwright's.

It shows Chinese by a font that comes as a Python package, whatever fonts the machine has.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import justmytype_intl_cjk
from playwright.sync_api import ViewportSize

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

# Without these Chromium asks its maker's hosts for things at every start.
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{font}</dir><dir>/usr/share/fonts</dir><cachedir>{cache}</cachedir></fontconfig>
"""
PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1440, "height": 900}


def launch(folder: Path) -> dict[str, Any]:
    """How Playwright starts it; `folder` is for the list of fonts and may be thrown away after."""
    fonts = folder / "fonts.conf"
    font = Path(justmytype_intl_cjk.__file__).parent / "fonts"
    fonts.write_text(FONTS.format(font=font, cache=folder), "utf-8")
    arguments = {"args": list(QUIET), "env": {**os.environ, "FONTCONFIG_FILE": str(fonts)}}
    path = installed()
    return arguments | ({"executable_path": path} if path else {})


def installed() -> str | None:
    """The path of an installed Chromium, or the one named in `KEHOU_CHROMIUM`."""
    if named := os.environ.get("KEHOU_CHROMIUM"):
        return named
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def main() -> None:
    if installed():
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "-qq", "update"], check=False, env=quiet)  # noqa: S607
        subprocess.run(
            ["apt-get", "-qq", "install", "-y", "--no-install-recommends", "chromium"],  # noqa: S607
            check=False,
            env=quiet,
        )
    if not installed():
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


if __name__ == "__main__":
    main()
