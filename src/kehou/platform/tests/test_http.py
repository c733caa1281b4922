"""A page says who it is open to, and answers only to its methods."""

from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from kehou.ordinance.roles import Role
from kehou.platform.http import Access, ActingRequest, open_to


@open_to(Role.OFFICE, Role.PRINCIPAL, methods=("GET", "POST"), clause="7.2.b")
def for_some(request: ActingRequest, pupil_id: int) -> HttpResponse:
    return HttpResponse(f"{request.method} {pupil_id}")


@open_to()
def for_all(request: ActingRequest) -> HttpResponse:
    return HttpResponse("welcome")


def asked(method: str) -> HttpRequest:
    return RequestFactory().generic(method, "/")


def test_a_page_carries_what_it_declared() -> None:
    access = Access(frozenset({Role.OFFICE, Role.PRINCIPAL}), ("GET", "POST", "HEAD"), "7.2.b")

    assert for_some.access == access  # type: ignore[attr-defined]
    assert for_some.__name__ == "for_some"


def test_a_page_that_names_nobody_is_open_to_every_person_and_not_to_the_platform() -> None:
    access: Access = for_all.access  # type: ignore[attr-defined]

    assert access.roles == frozenset(Role) - {Role.SYSTEM}
    assert access.methods == ("GET", "HEAD")


@open_to(methods=("POST",))
def for_sending(request: ActingRequest) -> HttpResponse:
    return HttpResponse("sent")


def test_a_page_that_can_be_read_answers_for_its_head_too() -> None:
    assert for_all(asked("HEAD")).status_code == 200
    assert for_some(asked("HEAD"), pupil_id=3).status_code == 200
    assert for_sending(asked("HEAD")).status_code == 405


def test_a_page_answers_its_methods_only() -> None:
    assert for_some(asked("POST"), pupil_id=3).content == b"POST 3"
    assert for_some(asked("DELETE"), pupil_id=3).status_code == 405
    assert for_all(asked("POST")).status_code == 405
