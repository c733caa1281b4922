import pytest
from django.test import Client

from kehou.ordinance.roles import Role
from kehou.people.testing import sign_in, somebody
from kehou.people.tests.seated import a_colleague
from kehou.schools.testing import a_school

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_the_afternoon")]


def test_a_seat_is_ended_for_a_reason(client: Client) -> None:
    school = a_school()
    person = a_colleague(school, Role.OFFICE).person
    seat = person.appointments.get(role=Role.OFFICE)
    sign_in(client, somebody(Role.PRINCIPAL, school))
    url = f"/people/seats/{seat.pk}/end/"
    assert client.get(url).status_code == 200

    assert client.post(url, {}).status_code == 422
    answer = client.post(url, {"grounds": "term over"})

    assert answer["Location"] == f"/people/accounts/{person.pk}/"
    seat.refresh_from_db()
    assert seat.until is not None
    assert client.get(url).status_code == 404
