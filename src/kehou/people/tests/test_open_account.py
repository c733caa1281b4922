from datetime import timedelta

import pytest

from kehou.kernel.explained import Refused
from kehou.ordinance.roles import Role
from kehou.people.actions import open_account
from kehou.people.models import Account, Person
from kehou.people.queries.accounts import OneTimePassword
from kehou.people.testing import (
    AFTERNOON,
    a_member_of_staff,
    a_person,
    an_account,
    appoint,
    somebody,
)
from kehou.people.tests.seated import a_teacher, the_person
from kehou.platform.actors import Actor
from kehou.platform.errors import Forbidden
from kehou.platform.models import JournalEntry
from kehou.schools.models import School
from kehou.schools.testing import a_district, a_school

pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> School:
    return a_school()


def opened(actor: Actor, person: Person, name: str = "wang.li") -> OneTimePassword:
    return open_account(actor=actor, at=AFTERNOON, person=person, login_name=name)


def refusal(actor: Actor, person: Person, name: str) -> str:
    with pytest.raises(Refused) as refused:
        opened(actor, person, name)
    return refused.value.against[0].code


@pytest.mark.parametrize("role", [Role.OFFICE, Role.PRINCIPAL])
def test_a_caretaker_gets_a_password_that_is_told_once(school: School, role: Role) -> None:
    person = a_member_of_staff(school).person

    slip = opened(somebody(role, school), person, " Ｗang.Li ")

    account = Account.objects.get(person=person)
    assert account.login_name == "wang.li"
    assert account.check_password(slip.password)
    assert slip.password not in account.password
    assert account.one_time_until == AFTERNOON + timedelta(days=7)
    entry = JournalEntry.objects.get()
    assert entry.act == "people.account_opened"
    assert slip.password not in str(vars(entry))


@pytest.mark.parametrize("name", ["", "wl", "1wang", "wang li", "王丽", "wang/li", "w" * 61])
def test_a_name_that_not_every_keyboard_has_is_refused(school: School, name: str) -> None:
    person = a_member_of_staff(school).person

    assert refusal(somebody(Role.OFFICE, school), person, name) == "login_name_is_plain"
    assert not Account.objects.exists()


def test_a_name_that_is_taken_is_refused_whatever_its_capitals(school: School) -> None:
    an_account(a_person(), login_name="wang.li")
    person = a_member_of_staff(school).person

    assert refusal(somebody(Role.OFFICE, school), person, "WANG.LI") == "login_name_is_taken"


def test_nobody_has_two_accounts(school: School) -> None:
    account = a_teacher(school)

    assert (
        refusal(somebody(Role.OFFICE, school), account.person, "other") == "account_is_open_already"
    )


def test_a_guardian_keeps_the_account_they_have(school: School) -> None:
    person = a_member_of_staff(school).person
    before = Account.objects.create(person=person, password="!none")

    assert opened(somebody(Role.OFFICE, school), person).account == before


@pytest.mark.parametrize(
    ("rank", "whose"),
    [
        (Role.OFFICE, Role.OFFICE),
        (Role.OFFICE, Role.SCHOOL_FINANCE),
        (Role.OFFICE, Role.PRINCIPAL),
        (Role.PRINCIPAL, Role.PRINCIPAL),
        (Role.PRINCIPAL, Role.DISTRICT_REVIEWER),
        (Role.DISTRICT_REVIEWER, Role.SCHOOL_FINANCE),
        (Role.DISTRICT_REVIEWER, Role.DISTRICT_FINANCE),
        (Role.CITY_BUREAU, Role.PRINCIPAL),
        (Role.AUDITOR, Role.STAFF),
        (Role.GUARDIAN, Role.STAFF),
    ],
)
def test_no_rank_opens_the_account_of_another_rank(school: School, rank: Role, whose: Role) -> None:
    actor, person = somebody(rank, school), the_person(somebody(whose, school))

    with pytest.raises(Forbidden):
        opened(actor, person)
    assert not Account.objects.filter(login_name__isnull=False).exists()


def test_no_school_and_no_district_reaches_into_another(school: School) -> None:
    elsewhere = a_school(district=a_district())
    for rank, whose in ((Role.PRINCIPAL, Role.STAFF), (Role.DISTRICT_REVIEWER, Role.PRINCIPAL)):
        with pytest.raises(Forbidden):
            opened(somebody(rank, school), the_person(somebody(whose, elsewhere)))


def test_whoever_was_put_on_a_staff_list_by_a_stranger_is_not_taken_over(school: School) -> None:
    victim = a_person()
    appoint(victim, Role.CITY_FINANCE)
    appoint(victim, Role.STAFF, school=school)

    for rank in (Role.OFFICE, Role.PRINCIPAL, Role.DISTRICT_REVIEWER):
        with pytest.raises(Forbidden):
            opened(somebody(rank, school), victim)
