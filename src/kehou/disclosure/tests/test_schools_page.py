from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kehou.people.testing import AFTERNOON
from kehou.schools.testing import a_district, a_school

pytestmark = pytest.mark.django_db

URL = reverse("disclosure:schools")


@pytest.fixture(autouse=True)
def _in_term(at_time: Any) -> None:
    at_time(AFTERNOON)


def shown(client: Client, asked: str = "") -> list[list[str]]:
    districts = client.get(URL, {"q": asked}).context["districts"]
    return [[school.name for school in schools] for _, schools in districts]


def test_anybody_finds_every_school_by_district_without_signing_in(client: Client) -> None:
    east, west = a_district("东湖区"), a_district("西山区")
    first, other, second = (a_school(district=d) for d in (east, west, east))

    assert shown(client) == [[first.name, second.name], [other.name]]
    text = client.get(URL).content.decode()
    assert reverse("disclosure:school", args=[other.code]) in text


def test_districts_of_one_name_stay_apart(client: Client) -> None:
    districts = a_district(), a_district()
    for district in districts:
        district.name = "东湖区"
        district.save()
        a_school(district=district)

    assert [len(schools) for schools in shown(client)] == [1, 1]


def test_searches_in_names_and_codes(client: Client) -> None:
    school, other = a_school("育才学校"), a_school("第二中学")

    assert shown(client, " 育才 ") == [[school.name]]
    assert shown(client, other.code) == [[other.name]]


def test_what_is_not_found_is_said(client: Client) -> None:
    a_school()

    answer = client.get(URL, {"q": "火星"})

    assert answer.status_code == 200
    assert "没有找到学校" in answer.content.decode()


def test_nine_schools_take_as_many_queries_as_one(client: Client) -> None:
    counts = []
    for more in (1, 2, 6):
        for _ in range(more):
            a_school()
        with CaptureQueriesContext(connection) as queries:
            client.get(URL)
        counts.append(len(queries))

    assert counts == counts[:1] * 3
