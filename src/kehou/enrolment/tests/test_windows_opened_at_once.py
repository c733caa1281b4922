"""Several people open one term: one window stands, the others are told so (7.2.b)."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from kehou.catalogue.testing import a_fall_back
from kehou.enrolment.actions import open_window
from kehou.enrolment.models import Window
from kehou.kernel.explained import Refused
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, somebody
from kehou.platform import reach
from kehou.schools.testing import a_class, a_school, the_term, two_periods

THREADS = 8


@pytest.mark.django_db(transaction=True)
def test_of_eight_windows_for_one_term_one_stands() -> None:
    school, term = a_school(), the_term()
    two_periods(school)
    a_class(school)
    a_fall_back(school)
    offices = [somebody(Role.OFFICE, school) for _ in range(THREADS)]
    together = Barrier(THREADS)

    def attempt(number: int) -> str:
        together.wait(timeout=30)
        try:
            with reach.of(offices[number]):
                open_window(
                    actor=offices[number],
                    at=AFTERNOON,
                    school=school,
                    term=term,
                    opens=AFTERNOON,
                    closes=AFTERNOON + timedelta(days=1),
                    seed_share=bytes([number]) * 32,
                )
        except Refused as refused:
            return refused.against[0].code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(THREADS) as pool:
        went = Counter(pool.map(attempt, range(THREADS)))

    assert went == {"done": 1, "window_exists_once_a_term": THREADS - 1}
    assert Window.objects.count() == 1
