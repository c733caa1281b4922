import pytest
from django.test import Client

from kehou.kernel.explained import Refused
from kehou.ordinance.roles import Role
from kehou.people.actions import disable_account
from kehou.people.models import Account
from kehou.people.testing import AFTERNOON, a_guardian, a_pupil, sign_in, somebody
from kehou.people.tests.seated import a_principal, a_teacher, account_of
from kehou.platform.actors import Actor
from kehou.platform.errors import Forbidden
from kehou.platform.models import JournalEntry
from kehou.schools.models import School
from kehou.schools.testing import a_school

pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> School:
    return a_school()


def disable(actor: Actor, account: Account) -> None:
    disable_account(actor=actor, at=AFTERNOON, account=account, grounds="long leave")


@pytest.mark.usefixtures("in_the_afternoon")
def test_every_session_ends_at_once(school: School, client: Client) -> None:
    caretaker = somebody(Role.STAFF, school)
    account = account_of(caretaker)
    sign_in(client, caretaker)
    assert client.get("/people/my_account/").status_code == 200

    disable(somebody(Role.OFFICE, school), account)

    assert client.get("/people/my_account/").status_code == 302
    entry = JournalEntry.objects.get()
    assert (entry.act, entry.grounds) == ("people.account_disabled", "long leave")


def test_a_guardian_keeps_the_door_to_their_children(school: School) -> None:
    account = a_teacher(school)
    a_guardian(a_pupil(a_school()), person=account.person)

    with pytest.raises(Refused, match="guardian_keeps_the_family_door"):
        disable(somebody(Role.PRINCIPAL, school), account)

    account.refresh_from_db()
    assert account.is_active


def test_the_last_principal_is_not_shut_out(school: School) -> None:
    reviewer, account = somebody(Role.DISTRICT_REVIEWER, school), a_principal(school)

    with pytest.raises(Refused, match="last_one_of_the_seat"):
        disable(reviewer, account)

    a_principal(school)
    disable(reviewer, account)


@pytest.mark.parametrize(
    ("rank", "whose"),
    [
        (Role.OFFICE, Role.PRINCIPAL),
        (Role.PRINCIPAL, Role.DISTRICT_REVIEWER),
        (Role.DISTRICT_REVIEWER, Role.SAFETY_OFFICER),
        (Role.CITY_FINANCE, Role.AUDITOR),
    ],
)
def test_no_rank_shuts_out_another(school: School, rank: Role, whose: Role) -> None:
    account = account_of(somebody(whose, school))

    with pytest.raises(Forbidden):
        disable(somebody(rank, school), account)
