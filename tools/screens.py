"""Takes a picture of every page, phone and desk, Chinese and English, into var/screens.

    python -m tools.screens [--role ROLE] [--route NAME]

Each page as the first role to whom it is open, or as ROLE wherever that may go; `--route` takes the
beginning of a name, such as `custody:`. The city in the pictures is that of the tests, in a
database that is thrown away after.
"""

import argparse
import os
import sys
from pathlib import Path

import django

from tools import test_cluster  # noqa: F401 (importing it starts a PostgreSQL)

SCREENS = Path(__file__).parents[1] / "var" / "screens"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.screens")
    parser.add_argument("--role", default="", help="as this role only")
    parser.add_argument("--route", default="", help="only pages whose name begins so")
    asked = parser.parse_args(arguments)
    # Playwright's loop runs in this thread, and Django would take it for an asynchronous caller.
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "kehou.service.settings",
        "DJANGO_ALLOW_ASYNC_UNSAFE": "1",
        "KEHOU_DEMO": "1",
    }
    django.setup()
    from tools import camera  # noqa: PLC0415 (after django.setup)

    SCREENS.mkdir(parents=True, exist_ok=True)
    count = camera.photograph(SCREENS, role=asked.role, route=asked.route)
    print(f"{count} pictures in {SCREENS}")
    return 0 if count else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
