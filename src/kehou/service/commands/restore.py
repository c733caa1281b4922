"""kehou restore"""

import argparse
from pathlib import Path

from kehou.platform.database import dump
from kehou.service import running

summary = "put a backup into an empty database"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="what backup wrote")


def run(options: argparse.Namespace) -> int:
    with running.database() as server:
        dump.read(options.file, server)
    with running.service():
        running.migrate()
    print(f"{options.file} is restored, its walls are raised.")  # noqa: T201
    return 0
