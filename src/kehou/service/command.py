"""The `kehou` command line: one verb, one module in `kehou.service.commands`."""

import argparse
import importlib
import os
import sys

from kehou.platform.database.lacking import Lacking

# A verb may be a word that no module can have for a name.
VERBS = {
    "up": "up",
    "demo": "demo",
    "appoint": "appoint",
    "import": "import_table",
    "doctor": "doctor",
    "worker": "worker",
    "backup": "backup",
    "restore": "restore",
    "migrate": "migrate",
}


def main(arguments: list[str] | None = None) -> None:
    """Run one verb. Its module has `summary`, `add_arguments(parser)` and `run(options) -> int`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kehou.service.settings")
    parser = argparse.ArgumentParser(
        prog="kehou", description="The after-school service of a city."
    )
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    for verb, name in VERBS.items():
        module = importlib.import_module(f"kehou.service.commands.{name}")
        one = verbs.add_parser(verb, help=module.summary, description=module.summary)
        module.add_arguments(one)
        one.set_defaults(module=module)
    options = parser.parse_args(arguments)
    try:
        sys.exit(options.module.run(options))
    except Lacking as lacking:
        sys.exit(f"kehou: {lacking}")
