import pytest
from django.test import Client

from kehou.ordinance.roles import Role
from kehou.people.models import Appointment
from kehou.people.testing import a_member_of_staff, sign_in, somebody
from kehou.schools.testing import a_school

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_the_afternoon")]


def test_a_seat_is_given_with_its_days_and_its_document(client: Client) -> None:
    school = a_school()
    person = a_member_of_staff(school).person
    sign_in(client, somebody(Role.PRINCIPAL, school))
    page = f"/people/accounts/{person.pk}/"
    seats = dict(client.get(f"{page}seat/").context["form"].fields["seat"].choices)
    assert set(seats) == {
        f"{role}-{school.pk}" for role in ("staff", "office", "safety_officer", "school_finance")
    }
    typed = {
        "seat": f"office-{school.pk}",
        "first_day": "2026-10-20",
        "until": "2027-07-01",
        "document": "校办〔2026〕5号",
    }

    assert client.post(f"{page}seat/", typed)["Location"] == page

    given = Appointment.objects.get(role=Role.OFFICE, school=school, person=person)
    assert f"{given.first_day}–{given.until}" == "2026-10-20–2027-07-01"
    assert "校办〔2026〕5号" in client.get(page).content.decode()


@pytest.mark.parametrize(
    "change",
    [
        {"seat": "principal-1"},
        {"seat": "city_finance-"},
        {"first_day": "2026-10-13"},
        {"until": "2026-10-20"},
        {"document": ""},
    ],
)
def test_what_does_not_hold_is_handed_back(client: Client, change: dict[str, str]) -> None:
    school = a_school()
    person = a_member_of_staff(school).person
    sign_in(client, somebody(Role.PRINCIPAL, school))
    typed = {"seat": f"office-{school.pk}", "first_day": "2026-10-20", "document": "校办"} | change

    answer = client.post(f"/people/accounts/{person.pk}/seat/", typed)

    assert answer.status_code == 422
    assert person.appointments.count() == 1
