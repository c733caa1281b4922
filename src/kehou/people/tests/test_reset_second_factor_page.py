from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from kehou.ordinance.roles import Role
from kehou.people.models import Account, Person, TimeBasedSecret
from kehou.people.testing import AFTERNOON, a_second_factor, an_account, sign_in, somebody
from kehou.schools.models import School
from kehou.schools.testing import a_district, a_school

pytestmark = pytest.mark.django_db

LIST = "/people/second_factors/"


@pytest.fixture(autouse=True)
def _afternoon(at_time: Callable[[datetime], None]) -> None:
    at_time(AFTERNOON)


def finance_of(school: School, *, has: bool = True) -> Account:
    person = Person.objects.get(pk=somebody(Role.SCHOOL_FINANCE, school).person_id)
    account = an_account(person)
    if has:
        a_second_factor(account)
    return account


def test_a_second_factor_is_reset_for_a_reason(client: Client) -> None:
    school = a_school()
    account = finance_of(school)
    sign_in(client, somebody(Role.DISTRICT_REVIEWER, school))
    url = f"{LIST}{account.pk}/reset/"
    assert client.get(url).status_code == 200

    assert client.post(url, {}).status_code == 422
    assert TimeBasedSecret.objects.exists()
    assert client.post(url, {"grounds": "phone lost"})["Location"] == LIST
    assert not TimeBasedSecret.objects.exists()


def test_the_accounts_of_another_district_are_not_there(client: Client) -> None:
    account = finance_of(a_school(district=a_district()))
    sign_in(client, somebody(Role.DISTRICT_REVIEWER))
    url = f"{LIST}{account.pk}/reset/"

    assert client.get(url).status_code == 404
    assert client.post(url, {"grounds": "phone lost"}).status_code == 404
    assert TimeBasedSecret.objects.exists()
