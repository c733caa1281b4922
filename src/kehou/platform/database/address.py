"""Where the database is: the embedded cluster, or the server named in the environment.

`KEHOU_DATABASE_URL` is the app role's address, `KEHOU_DATABASE_OWNER_URL` the owner's; the second
is needed only to migrate, and a running service should not have it.
"""

import os
from pathlib import Path
from typing import Any

from psycopg.conninfo import conninfo_to_dict

from kehou.platform.database.embedded import Cluster, cluster
from kehou.platform.database.roles import APP, OWNER, ensure
from kehou.platform.database.secrets import Secrets

DATABASE = "kehou"

# Every wait has an end. A statement of the service takes seconds at most; a migration may take
# longer and is run by the owner.
APP_OPTIONS = (
    "-c statement_timeout=30s -c lock_timeout=5s -c idle_in_transaction_session_timeout=60s"
)


def is_external() -> bool:
    return "KEHOU_DATABASE_URL" in os.environ


def settings(secrets: Secrets) -> dict[str, dict[str, Any]]:
    """Django's DATABASES: `default` is the app role, `owner` the owner of the same database.

    An outside server's owner is there only if it was named.

    The embedded cluster's port is known once it has been started (`start_embedded`).
    """
    if is_external():
        app = _named(os.environ["KEHOU_DATABASE_URL"])
        named = os.environ.get("KEHOU_DATABASE_OWNER_URL", "")
        owner = _named(named) if named else {}
    else:
        port = os.environ.get("KEHOU_EMBEDDED_PORT", "")
        place = {"HOST": "127.0.0.1", "PORT": port, "NAME": DATABASE, "OPTIONS": {}}
        app = place | {"USER": APP, "PASSWORD": secrets.app_password}
        owner = place | {"USER": OWNER, "PASSWORD": secrets.owner_password}
    engine = {"ENGINE": "django.db.backends.postgresql"}
    served = {"default": engine | app | {"OPTIONS": app["OPTIONS"] | {"options": APP_OPTIONS}}}
    return served | ({"owner": engine | owner | {"TEST": {"MIRROR": "default"}}} if owner else {})


def embedded(home: Path, secrets: Secrets) -> Cluster:
    """The embedded cluster below `home`, made on first use."""
    return cluster(home, superuser_password=secrets.superuser_password)


def start_embedded(home: Path, secrets: Secrets, *options: str) -> Cluster:
    """Start the embedded cluster and see that both roles and the database are there."""
    server = embedded(home, secrets)
    server.start(*options)
    os.environ["KEHOU_EMBEDDED_PORT"] = str(server.port)
    ensure(
        superuser_address(server, secrets),
        database=DATABASE,
        owner_password=secrets.owner_password,
        app_password=secrets.app_password,
    )
    return server


def superuser_address(server: Cluster, secrets: Secrets, database: str = "postgres") -> str:
    password = secrets.superuser_password
    return f"postgresql://postgres:{password}@127.0.0.1:{server.port}/{database}"


def owner_address(server: Cluster, secrets: Secrets) -> str:
    return f"postgresql://{OWNER}:{secrets.owner_password}@127.0.0.1:{server.port}/{DATABASE}"


def _named(address: str) -> dict[str, Any]:
    """A connection string as Django wants it; what Django has no word for goes on to libpq."""
    named = conninfo_to_dict(address)
    words = {
        "HOST": "host",
        "PORT": "port",
        "NAME": "dbname",
        "USER": "user",
        "PASSWORD": "password",
    }
    place: dict[str, Any] = {django: named.pop(libpq, "") or "" for django, libpq in words.items()}
    return place | {"NAME": place["NAME"] or DATABASE, "OPTIONS": named}
