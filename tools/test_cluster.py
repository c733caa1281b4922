"""A throw-away PostgreSQL for one run of the tests, started before Django reads its settings.

Loaded with `-p tools.test_cluster`. The workers of pytest-xdist inherit its address. Set
`KEHOU_PG_BIN` to run the suite on another PostgreSQL. fsync is off: nothing here outlives the run.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200")


def _start() -> None:
    home = Path(tempfile.mkdtemp(prefix="kehou-tests-"))
    home.chmod(0o755)
    os.environ["KEHOU_HOME"] = str(home)
    os.environ.pop("KEHOU_DATABASE_URL", None)
    os.environ["KEHOU_TEST_HOME"] = str(home)

    from kehou.platform.database import address, secrets  # noqa: PLC0415 (after KEHOU_HOME is set)

    server = address.start_embedded(home, secrets.load(), *FAST)

    def stop() -> None:
        server.stop("immediate")
        shutil.rmtree(home, ignore_errors=True)

    atexit.register(stop)


if "KEHOU_TEST_HOME" not in os.environ:
    _start()
