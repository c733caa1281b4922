"""An institution's page for districts, the city and the audit (5.2.a)."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, sign_in, somebody
from kehou.providers.testing import admitted, an_institution, black_listed, cautioned
from kehou.schools.testing import a_school

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_the_afternoon(at_time: Callable[[datetime], None]) -> None:
    at_time(AFTERNOON)


def test_each_finds_what_is_theirs_to_do(client: Client) -> None:
    school, institution = a_school(), an_institution()
    admitted(institution, school.district)
    cautioned(institution)
    page = f"/providers/register/{institution.pk}/"
    for role, offered, withheld in (
        (Role.DISTRICT_REVIEWER, "移出白名单", "列入黑名单</span>"),
        (Role.CITY_BUREAU, "列入黑名单</span>", "/strike_off/"),
        (Role.AUDITOR, "教师迟到两次", "更换机构代表"),
    ):
        sign_in(client, somebody(role, school))
        text = client.get(page).text
        assert offered in text
        assert withheld not in text


def test_the_city_may_lift_what_it_listed(client: Client) -> None:
    institution = an_institution()
    listing = black_listed(institution)
    sign_in(client, somebody(Role.CITY_BUREAU))

    assert (
        f"/providers/black_list/{listing.pk}/lift/"
        in client.get(f"/providers/register/{institution.pk}/").text
    )


def test_a_district_finds_only_whom_it_knows(client: Client) -> None:
    school = a_school()
    registered, stranger = an_institution(district=school.district), an_institution()
    sign_in(client, somebody(Role.DISTRICT_REVIEWER, school))

    assert client.get(f"/providers/register/{registered.pk}/").status_code == 200
    assert client.get(f"/providers/register/{stranger.pk}/").status_code == 404
