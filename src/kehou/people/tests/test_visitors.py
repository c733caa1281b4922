import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from pytest_django import Settings

from kehou.people.queries.visitors import ACCOUNTS_MOST, COOKIE, remember_device, visitor_of


def carried_after(*accounts: int) -> str:
    """The cookie of a browser in which these accounts signed in, one after another."""
    cookie = ""
    for account in accounts:
        request = RequestFactory().get("/")
        request.COOKIES[COOKIE] = cookie
        response = HttpResponse()
        remember_device(response, visitor_of(request), account)
        cookie = response.cookies[COOKIE].value
    return cookie


def test_a_device_keeps_its_name_and_the_latest_accounts() -> None:
    request = RequestFactory().get("/")
    request.COOKIES[COOKIE] = carried_after(*range(1, 20), 9)
    before, response = visitor_of(request), HttpResponse()

    remember_device(response, before, 77)

    request.COOKIES[COOKIE] = response.cookies[COOKIE].value
    after = visitor_of(request)
    assert before.accounts == (8, *range(10, 20), 9)
    assert after.accounts == (*range(10, 20), 9, 77)
    assert after.device == before.device
    assert len(after.accounts) == ACCOUNTS_MOST


@pytest.mark.parametrize("cookie", ["", "forged", "WyJkIiwxXQ:1abc:xyz"])
def test_a_cookie_of_somebody_elses_making_says_nothing(cookie: str) -> None:
    request = RequestFactory().get("/")
    request.COOKIES[COOKIE] = cookie

    visitor = visitor_of(request)

    assert (visitor.device, visitor.accounts) == ("", ())


def test_a_known_device_is_another_source_than_its_address() -> None:
    request = RequestFactory().get("/", REMOTE_ADDR="203.0.113.7")
    request.COOKIES[COOKIE] = carried_after(1)
    visitor = visitor_of(request)

    assert visitor.source(knows=True) != visitor.source(knows=False)
    assert b"203.0.113" not in visitor.source(knows=False)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("203.0.113.7", "203.0.113.8", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("unix:", "unix:", True),
    ],
)
def test_an_address_is_counted_by_household(one: str, other: str, same: bool) -> None:
    visitors = [visitor_of(RequestFactory().get("/", REMOTE_ADDR=a)) for a in (one, other)]

    assert (visitors[0].address == visitors[1].address) == same


def test_behind_a_proxy_only_what_it_wrote_counts(settings: Settings) -> None:
    forwarded = {"HTTP_X_FORWARDED_FOR": "6.6.6.6, 203.0.113.7", "REMOTE_ADDR": "127.0.0.1"}
    request = RequestFactory().get("/", **forwarded)
    plain = RequestFactory().get("/", REMOTE_ADDR="127.0.0.1")

    assert visitor_of(request).address == "127.0.0.1"
    settings.HTTPS = True
    assert visitor_of(request).address == "203.0.113.7"
    assert visitor_of(plain).address == "127.0.0.1"
