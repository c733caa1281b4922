"""The `kehou` command line: one verb, one module in `kehou.service.commands`."""

import argparse
import importlib
import importlib.util
import os
import sys
from types import ModuleType

from kehou.platform.database.lacking import Lacking

VERBS = (
    "up",
    "demo",
    "import_roll",
    "doctor",
    "worker",
    "backup",
    "restore",
    "migrate",
    "allocate",
)


def main(arguments: list[str] | None = None) -> None:
    """Run one verb. Its module has `summary`, `add_arguments(parser)` and `run(options) -> int`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kehou.service.settings")
    parser = argparse.ArgumentParser(
        prog="kehou", description="The after-school service of a city."
    )
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    modules = {verb: _module(verb) for verb in VERBS if _exists(verb)}
    for verb, module in modules.items():
        one = verbs.add_parser(
            verb.replace("_", "-"), help=module.summary, description=module.summary
        )
        module.add_arguments(one)
        one.set_defaults(module=module)
    options = parser.parse_args(arguments)
    try:
        sys.exit(options.module.run(options))
    except Lacking as lacking:
        sys.exit(f"kehou: {lacking}")


def _exists(verb: str) -> bool:
    return importlib.util.find_spec(f"kehou.service.commands.{verb}") is not None


def _module(verb: str) -> ModuleType:
    return importlib.import_module(f"kehou.service.commands.{verb}")
