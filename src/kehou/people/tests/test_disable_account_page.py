import pytest
from django.test import Client

from kehou.ordinance.roles import Role
from kehou.people.testing import sign_in, somebody
from kehou.people.tests.seated import a_colleague, a_principal, a_teacher
from kehou.schools.testing import a_school

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_the_afternoon")]


def test_an_account_is_disabled_for_a_reason_and_opened_again(client: Client) -> None:
    school = a_school()
    account = a_teacher(school)
    sign_in(client, somebody(Role.PRINCIPAL, school))
    page = f"/people/accounts/{account.person_id}/"
    assert client.get(f"{page}disable/").status_code == 200

    assert client.post(f"{page}disable/", {}).status_code == 422
    assert client.post(f"{page}disable/", {"grounds": "left"})["Location"] == page
    account.refresh_from_db()
    assert not account.is_active
    assert "已停用" in client.get(page).content.decode()

    assert client.post(f"{page}enable/")["Location"] == page
    account.refresh_from_db()
    assert account.is_active


def test_why_the_last_principal_stays_is_told(client: Client) -> None:
    school = a_school()
    account = a_principal(school)
    sign_in(client, somebody(Role.DISTRICT_REVIEWER, school))

    answer = client.post(f"/people/accounts/{account.person_id}/disable/", {"grounds": "left"})

    assert answer.status_code == 422
    assert "最后一位长期任职、能登录的“校长”" in answer.content.decode()


@pytest.mark.parametrize("form", ["disable", "password", "open"])
def test_another_rank_is_not_even_shown_the_form(client: Client, form: str) -> None:
    school = a_school()
    account = a_colleague(school, Role.SCHOOL_FINANCE)
    sign_in(client, somebody(Role.OFFICE, school))

    page = f"/people/accounts/{account.person_id}/"
    assert client.get(page).status_code == 200
    assert client.get(f"{page}{form}/").status_code == 403
