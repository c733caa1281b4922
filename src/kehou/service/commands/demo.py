"""kehou demo"""

import argparse
import sys
import time
from typing import TYPE_CHECKING

from kehou.service import running

if TYPE_CHECKING:
    from kehou.demo.kept import City

summary = "load the demo city into an empty database, or go on with one that was cut off"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seed", type=int, help="another city of the same kind")
    parser.add_argument("--scale", type=int, help="number of schools, 1 to 1000 (6)")
    parser.add_argument(
        "--days", type=int, help="afternoons of history, 1 to 15 (10; 1 beyond six schools)"
    )
    parser.add_argument("--workers", type=int, help="side by side (as many as there are cores)")


def run(options: argparse.Namespace) -> int:
    with running.service():
        running.be_migrated()
        return _load(options)


def _load(options: argparse.Namespace) -> int:
    from kehou.demo import accounts, city, plans, side_by_side  # noqa: PLC0415 (after django.setup)
    from kehou.demo.progress import Bar  # noqa: PLC0415 (the same)

    began = time.perf_counter()
    workers = options.workers or plans.cores()
    try:
        plan = city.begin(_wanted(options))
        memory = city.load(plan, workers=workers, progress=Bar())
    except ValueError as impossible:
        return _told(str(impossible))
    except city.AnotherCity:
        return _told("The database holds other schools: a demo goes into an empty one.")
    except (side_by_side.CutOff, KeyboardInterrupt):
        return _told("Cut off. Every school is there whole or not at all: run it again to go on.")
    took = time.perf_counter() - began
    print(f"Loaded in {took:.1f} s, at most {memory / 2**20:.0f} MB in a process.")  # noqa: T201
    print(accounts.told())  # noqa: T201
    return 0


def _wanted(options: argparse.Namespace) -> "City":
    """The city that was asked for; what was left open as when it was begun, or as usual."""
    from kehou.demo import city  # noqa: PLC0415 (after django.setup)

    return city.wanted(seed=options.seed, schools=options.scale, days=options.days)


def _told(what: str) -> int:
    print(what, file=sys.stderr)  # noqa: T201
    return 1
