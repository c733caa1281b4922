from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from kehou.kernel.explained import Refused
from kehou.ordinance.roles import Role
from kehou.people.actions import disable_account, end_seat
from kehou.people.models import Appointment
from kehou.people.testing import AFTERNOON, somebody
from kehou.people.tests.seated import a_principal
from kehou.platform import reach
from kehou.schools.testing import a_school


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("second_is", ["ended", "disabled"])
def test_of_two_last_principals_taken_away_at_once_one_stays(second_is: str) -> None:
    school = a_school()
    accounts = [a_principal(school), a_principal(school)]
    reviewers = [somebody(Role.DISTRICT_REVIEWER, school) for _ in accounts]
    together = Barrier(2)

    def take_away(number: int) -> str:
        account, reviewer = accounts[number], reviewers[number]
        try:
            together.wait()
            with reach.of(reviewer):
                if number and second_is == "disabled":
                    disable_account(actor=reviewer, at=AFTERNOON, account=account, grounds="left")
                else:
                    seat = Appointment.objects.get(person=account.person)
                    end_seat(actor=reviewer, at=AFTERNOON, seat=seat, grounds="left")
        except Refused as refused:
            return refused.against[0].code
        finally:
            connection.close()
        return "gone"

    with ThreadPoolExecutor(2) as threads:
        outcomes = sorted(threads.map(take_away, (0, 1)))

    assert outcomes == ["gone", "last_one_of_the_seat"]
