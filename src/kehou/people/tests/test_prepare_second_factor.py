import pytest

from kehou.kernel.explained import Refused
from kehou.ordinance.roles import Role
from kehou.people.actions import prepare_second_factor
from kehou.people.models import TimeBasedSecret
from kehou.people.queries.accounts import secret_of
from kehou.people.testing import AFTERNOON, a_person, a_second_factor, an_account, somebody
from kehou.platform.actors import Actor
from kehou.platform.errors import Forbidden
from kehou.platform.models import JournalEntry

pytestmark = pytest.mark.django_db


def test_makes_a_sealed_secret_that_does_not_count_yet() -> None:
    account = an_account(a_person())
    actor = Actor(role=Role.PUBLIC, person_id=account.person_id)

    made = prepare_second_factor(actor=actor, at=AFTERNOON, account=account)

    assert made.confirmed_at is None
    assert len(secret_of(made)) == 32
    assert secret_of(made).encode() not in bytes(made.secret_sealed)
    assert [e.act for e in JournalEntry.objects.all()] == ["people.second_factor_prepared"]


def test_looking_twice_shows_the_same() -> None:
    account = an_account(a_person())
    actor = Actor(role=Role.PUBLIC, person_id=account.person_id)
    first = prepare_second_factor(actor=actor, at=AFTERNOON, account=account)

    assert prepare_second_factor(actor=actor, at=AFTERNOON, account=account) == first


def test_refuses_to_replace_one_that_is_set_up_and_changes_nothing() -> None:
    account = an_account(a_person())
    secret = a_second_factor(account)
    actor = Actor(role=Role.PUBLIC, person_id=account.person_id)

    with pytest.raises(Refused, match="second_factor_is_set_up"):
        prepare_second_factor(actor=actor, at=AFTERNOON, account=account)

    assert secret_of(TimeBasedSecret.objects.get()) == secret


@pytest.mark.parametrize("role", [Role.PRINCIPAL, Role.GUARDIAN, Role.CITY_BUREAU])
def test_nobody_makes_one_for_somebody_else(role: Role) -> None:
    stranger, account = somebody(role), an_account(a_person())

    with pytest.raises(Forbidden):
        prepare_second_factor(actor=stranger, at=AFTERNOON, account=account)

    assert not TimeBasedSecret.objects.exists()
