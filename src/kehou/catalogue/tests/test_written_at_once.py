"""Several people at one activity: nobody's words are lost, nothing is decided twice (5.4.b)."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from django.db import connection

from kehou.catalogue.actions import review_activity, write_activity
from kehou.catalogue.models import Activity, Review
from kehou.catalogue.queries import plan_of
from kehou.catalogue.testing import an_activity, stand
from kehou.kernel.explained import Refused
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, somebody
from kehou.platform import reach
from kehou.platform.actors import Actor
from kehou.platform.errors import Conflict
from kehou.schools.testing import a_school, the_term, two_periods

THREADS = 8

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(actors: list[Actor], act: Callable[[int], object]) -> Counter[str]:
    """Let every actor act in the same moment, and count how it went."""
    together = Barrier(len(actors))

    def attempt(number: int) -> str:
        together.wait(timeout=30)
        try:
            with reach.of(actors[number]):
                act(number)
        except (Refused, Conflict) as no:
            return type(no).__name__
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(actors)) as pool:
        return Counter(pool.map(attempt, range(len(actors))))


def test_of_eight_changes_to_one_version_one_stands() -> None:
    school, term = a_school(), the_term()
    two_periods(school)
    seen = an_activity(school)
    plan = plan_of(seen)
    offices = [somebody(Role.OFFICE, school) for _ in range(THREADS)]

    went = at_once(
        offices,
        lambda number: write_activity(
            actor=offices[number],
            at=AFTERNOON,
            school=school,
            term=term,
            plan=replace(plan, largest=20 + number),
            activity=seen,
        ),
    )

    assert went == {"done": 1, "Conflict": THREADS - 1}
    assert Activity.objects.get(pk=seen.pk).version == 2


def test_of_eight_decisions_at_one_stage_one_stands() -> None:
    activity = stand(an_activity(a_school(), approved=False), Activity.State.SUBMITTED)
    principals = [somebody(Role.PRINCIPAL, activity.school) for _ in range(THREADS)]

    went = at_once(
        principals,
        lambda number: review_activity(
            actor=principals[number],
            at=AFTERNOON,
            activity=activity,
            outcome=Review.Outcome.APPROVED,
            checked=Review.Point.values,
        ),
    )

    assert went == {"done": 1, "Refused": THREADS - 1}
    assert Review.objects.count() == 1
