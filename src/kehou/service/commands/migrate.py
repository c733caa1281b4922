"""kehou migrate"""

import argparse

from kehou.service import running

summary = "bring the tables and the walls up to the code, as the owner"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No options."""


def run(options: argparse.Namespace) -> int:
    with running.service():
        running.migrate()
    return 0
