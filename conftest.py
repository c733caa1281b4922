"""The suite runs as the app role on a copy of a migrated database, walls and all."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client, TransactionTestCase
from django.utils import timezone
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis
from tools import throwaway

from kehou.ordinance.roles import Role
from kehou.people.testing import sign_in, somebody
from kehou.platform import clock, reach
from kehou.schools.models import School

# A shared machine is slow now and then, which is no fault of a rule; and what failed once must fail
# again for whoever looks.
hypothesis.register_profile(
    "steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis.load_profile("steady")


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any) -> Iterator[throwaway.AtWork]:
    """One database per worker. A test that commits leaves it to be copied anew."""
    at_work = throwaway.AtWork()
    with django_db_blocker.unblock():
        at_work.move_to(throwaway.migrated())

    def start_again(case: TransactionTestCase) -> None:
        at_work.start_again()

    TransactionTestCase._fixture_teardown = start_again  # type: ignore[attr-defined]
    yield at_work
    with django_db_blocker.unblock():
        connections.close_all()


@pytest.fixture(autouse=True)
def _whole_city(request: pytest.FixtureRequest) -> Iterator[None]:
    """Arranging reaches every school; a request sets its own actor's reach, as in service."""
    marker = request.node.get_closest_marker("django_db")
    if marker is None:
        yield
        return
    transactional = marker.kwargs.get("transaction", False)
    request.getfixturevalue("transactional_db" if transactional else "db")
    if transactional:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config(%s, '*', false)", [reach.READS])
            cursor.execute("SELECT set_config(%s, '*', false)", [reach.WRITES])
            cursor.execute("SELECT set_config(%s, '*', false)", [reach.INSTITUTIONS])
        yield
    else:
        with reach.everywhere():
            yield


@pytest.fixture
def at_time(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Move the service's clock to that moment. Below the entry points nobody asks it."""

    def move(moment: datetime) -> None:
        monkeypatch.setattr(clock, "shift", moment - timezone.now())  # noqa: TID251

    return move


@pytest.fixture
def signed_in_at(client: Client) -> Callable[[Role, School], Client]:
    """Sign in somebody new in a role at a school: for the pages of slices below the people."""

    def sign_in_there(role: Role, school: School) -> Client:
        sign_in(client, somebody(role, school))
        return client

    return sign_in_there


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell how many calls the access matrix made, and how many of them leaked."""
    reports = [r for name in ("passed", "failed") for r in terminalreporter.getreports(name)]
    told = [dict(r.user_properties) for r in reports if "matrix" in dict(r.user_properties)]
    if told:
        calls, leaks = (sum(t[name] for t in told) for name in ("calls", "leaks"))
        line = f"Access matrix: {told[0]['matrix']}, {calls} calls, {leaks} leaks."
        terminalreporter.write_line(line)
