"""Two guardians, many taps: one whole list stands (2.3.c, 7.2.b)."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from kehou.catalogue.testing import an_activity
from kehou.enrolment.actions import send_application
from kehou.enrolment.core.consent import consent_text_on
from kehou.enrolment.models import Application
from kehou.enrolment.queries import draft_of
from kehou.enrolment.testing import an_open_window
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, a_guardian, a_pupil, the_actor
from kehou.platform import reach
from kehou.platform.clock import city_day
from kehou.platform.models import JournalEntry
from kehou.schools.testing import a_school

THREADS, ROUNDS = 8, 5
TEXT = consent_text_on(city_day(AFTERNOON)).shown("zh-hans")


@pytest.mark.django_db(transaction=True)
def test_lists_sent_at_once_leave_one_whole_list() -> None:
    pupil = a_pupil(a_school())
    window = an_open_window(pupil.school)
    names = ("林母", "林父")
    guardians = [the_actor(a_guardian(pupil, name=name).person, Role.GUARDIAN) for name in names]
    chess, choir, judo = (an_activity(pupil.school).pk for _ in range(3))
    lists = [{1: (chess, choir, judo)}, {1: (judo, chess)}]
    together = Barrier(THREADS)

    def send(number: int) -> None:
        guardian = guardians[number % 2]
        together.wait(timeout=30)
        for _ in range(ROUNDS):
            with reach.of(guardian):
                send_application(
                    actor=guardian,
                    at=AFTERNOON,
                    window=window,
                    pupil=pupil,
                    weekdays=(1,),
                    wishes=lists[number % 2],
                    needs="",
                    agreed_to=TEXT.sha256,
                )
        connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(send, range(THREADS)))

    standing = Application.objects.get()
    assert draft_of(standing).wishes in lists
    assert standing.revision == THREADS * ROUNDS
    assert JournalEntry.objects.filter(act="enrolment.application_sent").count() == THREADS * ROUNDS
