import pytest
from django.test import Client

from kehou.ordinance.roles import Role
from kehou.people.testing import PASSWORD, sign_in, somebody
from kehou.people.tests.seated import a_teacher
from kehou.schools.testing import a_school

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_the_afternoon")]


def test_a_password_is_reset_for_a_reason_and_shown_once(client: Client) -> None:
    school = a_school()
    account = a_teacher(school)
    sign_in(client, somebody(Role.OFFICE, school))
    url = f"/people/accounts/{account.person_id}/password/"
    assert client.get(url).status_code == 200

    assert client.post(url, {}).status_code == 422
    account.refresh_from_db()
    assert account.check_password(PASSWORD)
    answer = client.post(url, {"grounds": "forgotten"})

    account.refresh_from_db()
    assert account.check_password(answer.context["slip"].password)
    assert answer["Cache-Control"] == "no-store"
