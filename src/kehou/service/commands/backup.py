"""kehou backup"""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from kehou.platform.database import dump
from kehou.service import running

summary = "write everything into one file, which restore reads (never the secrets)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    default = Path(f"kehou-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.dump")
    parser.add_argument(
        "file", nargs="?", type=Path, default=default, help="where to (%(default)s)"
    )


def run(options: argparse.Namespace) -> int:
    with running.database() as server:
        dump.write(options.file, server)
    print(f"{options.file}: {options.file.stat().st_size:,} bytes")  # noqa: T201
    print("Keep the secrets file apart: without it no sealed number can be opened.")  # noqa: T201
    return 0
