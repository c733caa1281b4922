"""Taking an institution off the black list (5.2.a)."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client

from kehou.kernel.explained import Refused
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, sign_in, somebody
from kehou.platform.clock import city_day
from kehou.platform.errors import Forbidden
from kehou.providers.actions import lift_black_listing
from kehou.providers.models import BlackListing
from kehou.providers.queries import black_listings
from kehou.providers.testing import an_institution, black_listed

pytestmark = pytest.mark.django_db
TODAY = city_day(AFTERNOON)


def lift(listing: BlackListing, because: str = "已整改") -> BlackListing:
    return lift_black_listing(
        actor=somebody(Role.CITY_BUREAU), at=AFTERNOON, black_listing=listing, because=because
    )


@pytest.mark.parametrize("since", [date(2026, 9, 1), TODAY])
def test_it_is_off_from_today_and_that_it_was_on_stays(since: date) -> None:
    listing = black_listed(an_institution(), since=since)

    lift(listing)

    assert not black_listings(TODAY).exists()
    kept = BlackListing.objects.get()
    assert (kept.lifted_because, kept.lifted_at) == ("已整改", AFTERNOON)


def test_a_lifting_says_why_and_comes_once() -> None:
    listing = black_listed(an_institution())
    for because, code in (
        (" ", "black_listing_is_lifted_with_a_reason"),
        ("已整改", ""),
        ("已整改", "black_listing_is_over"),
    ):
        if not code:
            lift(listing, because)
            continue
        with pytest.raises(Refused) as refused:
            lift(listing, because)
        assert [why.code for why in refused.value.against] == [code]


def test_a_district_lifts_nothing() -> None:
    with pytest.raises(Forbidden):
        lift_black_listing(
            actor=somebody(Role.DISTRICT_REVIEWER),
            at=AFTERNOON,
            black_listing=black_listed(an_institution()),
            because="已整改",
        )


def test_the_page_asks_why(client: Client, at_time: Callable[[datetime], None]) -> None:
    at_time(AFTERNOON)
    listing = black_listed(an_institution())
    sign_in(client, somebody(Role.CITY_BUREAU))
    page = f"/providers/black_list/{listing.pk}/lift/"
    assert client.get(page).status_code == 200
    assert client.post(page, {"grounds": " "}).status_code == 422

    assert client.post(page, {"grounds": "已整改"}).status_code == 302

    assert BlackListing.objects.get().lifted_because == "已整改"
