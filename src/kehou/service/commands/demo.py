"""kehou demo"""

import argparse
import time

from kehou.service import running

summary = "load the demo city into an empty database"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seed", type=int, default=None, help="another city of the same kind")
    parser.add_argument("--scale", type=int, default=6, help="number of schools (%(default)s)")


def run(options: argparse.Namespace) -> int:
    with running.service():
        running.be_migrated()
        from kehou.demo import accounts, city, clock  # noqa: PLC0415 (after django.setup)

        if city.is_there():
            print("The database holds schools already; a demo is only loaded into an empty one.")  # noqa: T201
            return 1
        began = time.perf_counter()
        seed = city.SEED if options.seed is None else options.seed
        city.load(seed=seed, schools=options.scale, day=clock.day(), progress=city.bar)
        print(f"Loaded in {time.perf_counter() - began:.1f} s.")  # noqa: T201
        print(accounts.told())  # noqa: T201
    return 0
