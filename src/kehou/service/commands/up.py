"""kehou up"""

import argparse
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from kehou.service import running

summary = "run the service: database, web server, background jobs"

PORTS_TRIED = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--address", default="127.0.0.1", help="listen on (%(default)s)")
    parser.add_argument("--port", type=int, default=8000, help="or the next free one (%(default)s)")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="web processes")
    parser.add_argument("--demo", action="store_true", help="with the demo city, loaded if empty")


def run(options: argparse.Namespace) -> int:
    if options.demo:
        os.environ["KEHOU_DEMO"] = "1"
    with running.service():
        running.be_migrated()
        told = _demo_city() if options.demo else ""
        port = _free_port(options.address, options.port)
        print(f"\n  http://{options.address}:{port}/\n{told}", flush=True)  # noqa: T201
        with _background_jobs():
            _serve(options.address, port, options.workers)
    return 0


def _demo_city() -> str:
    """Load the demo city unless it is there, and put the clock into its afternoon."""
    from kehou.demo import accounts, city, clock  # noqa: PLC0415 (after django.setup)
    from kehou.platform import clock as service_clock  # noqa: PLC0415 (the same)

    city.load_unless_there()
    service_clock.shift = clock.shift()
    # The web processes are forked from this one; the worker is told.
    os.environ["KEHOU_CLOCK_SHIFT_SECONDS"] = str(int(service_clock.shift.total_seconds()))
    return accounts.told()


def _serve(address: str, port: int, workers: int) -> None:
    """One thread per process, processes by cores: several threads only wait for each other."""
    from django.db import connections  # noqa: PLC0415 (after django.setup)
    from granian.constants import Interfaces  # noqa: PLC0415 (slow, and only needed here)
    from granian.server import Server  # noqa: PLC0415 (slow, and only needed here)

    connections.close_all()
    Server(
        "kehou.service.wsgi:application",
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=1,
        log_level="warning",  # type: ignore[arg-type]
    ).serve()


@contextmanager
def _background_jobs() -> Iterator[None]:
    """The worker beside the web server, for as long as that serves."""
    worker = subprocess.Popen([sys.executable, "-m", "kehou.service", "worker"])
    try:
        yield
    finally:
        worker.terminate()
        worker.wait(timeout=30)


def _free_port(address: str, wanted: int) -> int:
    for port in range(wanted, wanted + PORTS_TRIED):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((address, port))
            except OSError:
                continue
            return port
    raise SystemExit(f"no free port from {wanted} to {wanted + PORTS_TRIED - 1}")
