"""kehou worker"""

import argparse
from typing import cast

from kehou.service import running

summary = "run the background jobs and deliver the outbox, until stopped"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--concurrency", type=int, default=1, help="jobs side by side (1)")
    parser.add_argument("--drain", action="store_true", help="stop when nothing is left to do")


def run(options: argparse.Namespace) -> int:
    with running.service():
        running.refuse_to_pass_the_walls()
        from procrastinate.contrib.django import app  # noqa: PLC0415 (after django.setup)
        from procrastinate.contrib.django.django_connector import (  # noqa: PLC0415 (the same)
            DjangoConnector,
        )

        connector = cast(DjangoConnector, app.connector).get_worker_connector()
        with app.replace_connector(connector) as jobs:
            jobs.run_worker(concurrency=options.concurrency, wait=not options.drain)
    return 0
