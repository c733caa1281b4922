from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest
from django.test import Client

from kehou.ordinance.roles import APPOINTS, PARTS, Role, Seat
from kehou.people.actions import reset_password
from kehou.people.core.ranks import BELOW
from kehou.people.models import Account
from kehou.people.testing import AFTERNOON, PASSWORD, a_second_factor, appoint, sign_in, somebody
from kehou.people.tests.seated import a_teacher, account_of
from kehou.platform.actors import Actor
from kehou.platform.errors import Forbidden
from kehou.platform.models import JournalEntry
from kehou.schools.models import School
from kehou.schools.testing import a_school

pytestmark = pytest.mark.django_db
APPOINTED = [r for r in Role if PARTS[r].seat in (Seat.SCHOOL, Seat.DISTRICT, Seat.CITY)]
RANKS = [r for r in Role if PARTS[r].seat is not Seat.NOWHERE and r is not Role.INSTITUTION]


@pytest.fixture
def school() -> School:
    return a_school()


def reset(actor: Actor, account: Account) -> str:
    given = reset_password(actor=actor, at=AFTERNOON, account=account, grounds="forgotten")
    return given.password


def test_the_old_password_and_every_session_end(school: School) -> None:
    account = a_teacher(school)
    before = account.get_session_auth_hash()

    password = reset(somebody(Role.OFFICE, school), account)

    account.refresh_from_db()
    assert account.check_password(password)
    assert not account.check_password(PASSWORD)
    assert account.get_session_auth_hash() != before
    assert account.one_time_until == AFTERNOON + timedelta(days=7)
    entry = JournalEntry.objects.get()
    assert (entry.act, entry.grounds) == ("people.password_reset", "forgotten")


@pytest.mark.parametrize(("rank", "whose"), [*product(RANKS, APPOINTED)])
def test_only_who_may_give_a_seat_may_give_a_password_to_it(
    school: School, rank: Role, whose: Role
) -> None:
    actor, account = somebody(rank, school), account_of(somebody(whose, school))

    if whose in APPOINTS.get(rank, ()):
        assert reset(actor, account)
    else:
        with pytest.raises(Forbidden):
            reset(actor, account)
        account.refresh_from_db()
        assert account.check_password(PASSWORD)


@pytest.mark.parametrize("rank", BELOW)
def test_nobody_resets_their_own(school: School, rank: Role) -> None:
    actor = somebody(rank, school)

    with pytest.raises(Forbidden):
        reset(actor, account_of(actor))


@pytest.mark.parametrize("higher", [Role.PRINCIPAL, Role.SCHOOL_FINANCE, Role.OFFICE])
def test_an_office_gains_no_higher_seat_of_its_own_caretakers(school: School, higher: Role) -> None:
    account = a_teacher(school)
    appoint(account.person, higher, school=school)

    with pytest.raises(Forbidden):
        reset(somebody(Role.OFFICE, school), account)


def test_a_seat_that_only_begins_tomorrow_protects_today_already(school: School) -> None:
    account = a_teacher(school)
    later = appoint(account.person, Role.DISTRICT_FINANCE, district=school.district)
    later.first_day = AFTERNOON.date() + timedelta(days=1)
    later.save()

    with pytest.raises(Forbidden):
        reset(somebody(Role.PRINCIPAL, school), account)


def test_a_forged_reach_gives_no_rank(school: School) -> None:
    account = a_teacher(school)
    stranger = somebody(Role.OFFICE, a_school())

    with pytest.raises(Forbidden):
        reset(stranger, account)
    with pytest.raises(Forbidden):
        reset(replace(stranger, role=Role.GUARDIAN, reads=somebody(Role.AUDITOR).reads), account)


@pytest.mark.usefixtures("in_the_afternoon")
def test_the_second_factor_stays_in_the_way(school: School, client: Client) -> None:
    account = account_of(somebody(Role.SCHOOL_FINANCE, school))
    a_second_factor(account)
    password = reset(somebody(Role.PRINCIPAL, school), account)

    client.post("/people/sign_in/", {"login_name": account.login_name, "password": password})
    own = "a password of their own"
    answer = client.post(
        "/people/change_password/", {"current": password, "new": own, "again": own}
    )

    assert answer["Location"] == "/people/show_second_factor/"
    assert client.get("/people/my_account/").status_code == 302


@pytest.mark.usefixtures("in_the_afternoon")
def test_whoever_was_inside_is_out(school: School, client: Client) -> None:
    actor = somebody(Role.STAFF, school)
    account = account_of(actor)
    sign_in(client, actor)
    assert client.get("/people/my_account/").status_code == 200

    reset(somebody(Role.PRINCIPAL, school), account)

    assert client.get("/people/my_account/").status_code == 302
