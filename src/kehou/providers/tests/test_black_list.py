"""The city's black list (5.2.a)."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client

from kehou.kernel.explained import Refused
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, sign_in, somebody
from kehou.platform.clock import city_day
from kehou.platform.errors import Forbidden
from kehou.providers.actions import black_list
from kehou.providers.models import BlackListing, Institution
from kehou.providers.queries import white_list_of
from kehou.providers.testing import admitted, an_institution, black_listed
from kehou.schools.testing import a_school

pytestmark = pytest.mark.django_db
TODAY = city_day(AFTERNOON)


def bar(institution: Institution, until: date | None = None, grounds: str = "转包") -> BlackListing:
    return black_list(
        actor=somebody(Role.CITY_BUREAU),
        at=AFTERNOON,
        institution=institution,
        until=until,
        grounds=grounds,
    )


def test_it_is_barred_at_once_in_every_district() -> None:
    school, institution = a_school(), an_institution()
    admitted(institution, school.district)
    office = somebody(Role.OFFICE, school)
    assert white_list_of(office, on=TODAY)[0].against == ()

    bar(institution)

    (listed,) = white_list_of(office, on=TODAY)
    assert [why.code for why in listed.against] == ["institution_is_black_listed"]


def test_it_is_free_again_on_the_day_named() -> None:
    school, institution = a_school(), an_institution()
    admitted(institution, school.district)

    bar(institution, until=date(2026, 11, 14))

    office = somebody(Role.OFFICE, school)
    assert white_list_of(office, on=date(2026, 11, 13))[0].against
    assert not white_list_of(office, on=date(2026, 11, 14))[0].against


def test_every_reason_against_it_is_told_at_once() -> None:
    institution = an_institution()
    black_listed(institution)

    with pytest.raises(Refused) as refused:
        bar(institution, until=TODAY, grounds=" ")

    assert [why.code for why in refused.value.against] == [
        "institution_is_black_listed_once_at_a_time",
        "black_listing_ends_after_today",
        "black_listing_says_why",
    ]


@pytest.mark.parametrize("role", [Role.DISTRICT_REVIEWER, Role.AUDITOR, Role.CITY_FINANCE])
def test_the_list_is_the_citys(role: Role) -> None:
    with pytest.raises(Forbidden):
        black_list(
            actor=somebody(role),
            at=AFTERNOON,
            institution=an_institution(),
            until=None,
            grounds="转包",
        )


def test_the_page_bars(client: Client, at_time: Callable[[datetime], None]) -> None:
    at_time(AFTERNOON)
    institution = an_institution()
    sign_in(client, somebody(Role.CITY_BUREAU))
    page = f"/providers/register/{institution.pk}/black_list/"
    assert client.get(page).status_code == 200
    assert client.post(page, {"grounds": "转包", "until": "2020-01-01"}).status_code == 422

    assert client.post(page, {"grounds": "转包", "until": "2027-10-14"}).status_code == 302

    assert BlackListing.objects.get().during.upper == date(2027, 10, 14)
    assert "黑名单" in client.get(f"/providers/register/{institution.pk}/").text
