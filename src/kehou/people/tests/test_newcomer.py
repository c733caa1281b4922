import pytest
from django.test import Client

from kehou.ordinance.roles import Role
from kehou.people.models import Person
from kehou.people.testing import sign_in, somebody
from kehou.schools.testing import a_district, a_school

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_the_afternoon")]
PAGE = "/people/accounts/newcomer/"


def test_a_district_names_a_new_principal_of_one_of_its_schools(client: Client) -> None:
    school = a_school()
    foreign = a_school(district=a_district())
    sign_in(client, somebody(Role.DISTRICT_REVIEWER, school))
    typed = {"name": "周敏", "first_day": "2026-10-14", "document": "教人3号"}
    assert client.get(PAGE).status_code == 200

    assert client.post(PAGE, typed | {"seat": f"principal-{foreign.pk}"}).status_code == 422
    past = {"seat": f"principal-{school.pk}", "first_day": "2026-10-01"}
    assert client.post(PAGE, typed | past).status_code == 422
    assert not Person.objects.filter(name="周敏").exists()
    answer = client.post(PAGE, typed | {"seat": f"principal-{school.pk}"})

    person = Person.objects.get(name="周敏")
    assert answer["Location"] == f"/people/accounts/{person.pk}/"
    assert client.get(answer["Location"]).context["looks_after"]


def test_the_city_names_its_own_and_the_districts_people(client: Client) -> None:
    district = a_district()
    sign_in(client, somebody(Role.CITY_BUREAU))

    seats = dict(client.get(PAGE).context["form"].fields["seat"].choices)

    assert set(seats) == {
        f"district_reviewer-{district.pk}",
        f"district_finance-{district.pk}",
        *("city_bureau-", "city_finance-", "auditor-"),
    }
