from datetime import timedelta

import pytest

from kehou.ordinance.roles import Role
from kehou.people.actions import reset_second_factor
from kehou.people.models import Account, Person, TimeBasedSecret
from kehou.people.testing import (
    AFTERNOON,
    PASSWORD,
    a_person,
    a_second_factor,
    an_account,
    appoint,
    somebody,
)
from kehou.platform.actors import Actor
from kehou.platform.clock import city_day
from kehou.platform.errors import Forbidden
from kehou.platform.models import JournalEntry
from kehou.schools.testing import a_district, a_school

pytestmark = pytest.mark.django_db


def an_account_of(actor: Actor) -> Account:
    account = an_account(Person.objects.get(pk=actor.person_id))
    a_second_factor(account)
    return account


def reset(actor: Actor, account: Account) -> None:
    reset_second_factor(actor=actor, at=AFTERNOON, account=account, grounds="phone lost")


def test_the_district_resets_it_for_a_schools_finance_and_ends_their_sessions() -> None:
    school = a_school()
    district = somebody(Role.DISTRICT_REVIEWER, school)
    account = an_account_of(somebody(Role.SCHOOL_FINANCE, school))
    before = account.get_session_auth_hash()

    reset(district, account)

    account.refresh_from_db()
    assert not TimeBasedSecret.objects.exists()
    assert account.get_session_auth_hash() != before
    entry = JournalEntry.objects.get()
    assert (entry.act, entry.grounds) == ("people.second_factor_reset", "phone lost")
    assert entry.actor_person_id == district.person_id
    assert account.check_password(PASSWORD)


def test_the_district_resets_it_for_safety_officers_and_the_city_for_the_rest() -> None:
    school = a_school()
    officer = an_account_of(somebody(Role.SAFETY_OFFICER, school))
    reset(somebody(Role.DISTRICT_REVIEWER, school), officer)
    reset(somebody(Role.CITY_BUREAU), an_account_of(somebody(Role.PRINCIPAL, school)))
    reset(somebody(Role.CITY_BUREAU), an_account_of(somebody(Role.DISTRICT_FINANCE)))
    reset(somebody(Role.CITY_BUREAU), an_account_of(somebody(Role.CITY_FINANCE)))

    assert not TimeBasedSecret.objects.exists()


@pytest.mark.parametrize(
    ("role", "whose"),
    [
        (Role.OFFICE, Role.SAFETY_OFFICER),
        (Role.SCHOOL_FINANCE, Role.SAFETY_OFFICER),
        (Role.PRINCIPAL, Role.PRINCIPAL),
        (Role.PRINCIPAL, Role.SCHOOL_FINANCE),
        (Role.PRINCIPAL, Role.SAFETY_OFFICER),
        (Role.PRINCIPAL, Role.DISTRICT_FINANCE),
        (Role.DISTRICT_REVIEWER, Role.PRINCIPAL),
        (Role.DISTRICT_REVIEWER, Role.DISTRICT_FINANCE),
        (Role.AUDITOR, Role.CITY_FINANCE),
        (Role.GUARDIAN, Role.PRINCIPAL),
    ],
)
def test_refuses_every_other_rank_and_changes_nothing(role: Role, whose: Role) -> None:
    school = a_school()
    actor, account = somebody(role, school), an_account_of(somebody(whose, school))

    with pytest.raises(Forbidden):
        reset(actor, account)

    assert TimeBasedSecret.objects.count() == 1
    assert not JournalEntry.objects.exists()


def test_refuses_another_school_and_another_district() -> None:
    here, elsewhere = a_school(), a_school(district=a_district())
    a_second_factor(
        an_account(Person.objects.get(pk=somebody(Role.SAFETY_OFFICER, here).person_id))
    )

    for role, whose in (
        (Role.DISTRICT_REVIEWER, Role.SAFETY_OFFICER),
        (Role.DISTRICT_REVIEWER, Role.SCHOOL_FINANCE),
    ):
        account = an_account_of(somebody(whose, elsewhere))
        with pytest.raises(Forbidden):
            reset(somebody(role, here), account)

    assert TimeBasedSecret.objects.count() == 3


def test_a_district_reviewer_does_not_weaken_a_door_of_the_city() -> None:
    school, both = a_school(), a_person()
    appoint(both, Role.SCHOOL_FINANCE, school=school)
    appoint(both, Role.DISTRICT_FINANCE, district=school.district)
    account = an_account(both)
    a_second_factor(account)

    with pytest.raises(Forbidden):
        reset(somebody(Role.DISTRICT_REVIEWER, school), account)

    reset(somebody(Role.CITY_BUREAU), account)


def test_a_district_reviewer_does_not_weaken_a_door_that_the_city_opens_tomorrow() -> None:
    school, both = a_school(), a_person()
    appoint(both, Role.SCHOOL_FINANCE, school=school)
    later = appoint(both, Role.DISTRICT_FINANCE, district=school.district)
    later.first_day = city_day(AFTERNOON) + timedelta(days=1)
    later.save()
    account = an_account(both)
    a_second_factor(account)

    with pytest.raises(Forbidden):
        reset(somebody(Role.DISTRICT_REVIEWER, school), account)

    reset(somebody(Role.CITY_BUREAU), account)


def test_nobody_resets_their_own() -> None:
    person = a_person()
    appoint(person, Role.CITY_FINANCE)
    appoint(person, Role.CITY_BUREAU)
    account = an_account(person)
    a_second_factor(account)
    actor = somebody(Role.CITY_BUREAU)

    with pytest.raises(Forbidden):
        reset(Actor(Role.CITY_BUREAU, person_id=person.pk, reads=actor.reads, on=actor.on), account)

    reset(actor, account)
