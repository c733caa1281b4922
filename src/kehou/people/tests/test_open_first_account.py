from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from kehou.kernel.explained import Refused
from kehou.ordinance.roles import Role
from kehou.people.actions import open_first_account
from kehou.people.models import Account, Appointment
from kehou.people.queries.accounts import OneTimePassword
from kehou.people.testing import AFTERNOON, somebody
from kehou.people.tests.seated import a_city_head
from kehou.platform.actors import Actor
from kehou.platform.errors import Forbidden

pytestmark = pytest.mark.django_db
MACHINE = Actor.system("command line")


def opened(actor: Actor = MACHINE, login_name: str = "city") -> OneTimePassword:
    return open_first_account(actor=actor, at=AFTERNOON, name="周局长", login_name=login_name)


def test_the_first_of_the_city_bureau_gets_a_seat_and_a_one_time_password() -> None:
    slip = opened()

    account = Account.objects.get()
    assert account.check_password(slip.password)
    assert account.one_time_until is not None
    assert Appointment.objects.get().role == Role.CITY_BUREAU


def test_there_is_a_first_one_once() -> None:
    a_city_head()

    with pytest.raises(Refused, match="city_has_an_account"):
        opened()


def test_a_city_whose_only_seat_has_no_account_may_still_be_begun() -> None:
    somebody(Role.CITY_BUREAU)

    assert opened().account.login_name == "city"


@pytest.mark.parametrize("role", [Role.CITY_BUREAU, Role.PRINCIPAL, Role.GUARDIAN, Role.PUBLIC])
def test_nobody_on_a_page_opens_it(role: Role) -> None:
    with pytest.raises(Forbidden):
        opened(somebody(role))
    assert not Account.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_first_ones_at_once_one_is_opened() -> None:
    together = Barrier(2)

    def begin(name: str) -> str:
        try:
            together.wait()
            opened(login_name=name)
        except Refused as refused:
            return refused.against[0].code
        finally:
            connection.close()
        return "opened"

    with ThreadPoolExecutor(2) as threads:
        outcomes = sorted(threads.map(begin, ("one", "two")))

    assert outcomes == ["city_has_an_account", "opened"]
