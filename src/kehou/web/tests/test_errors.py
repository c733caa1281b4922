"""What went wrong is told in words: what, why, and what to do next."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.http import Http404, HttpResponse
from django.test import Client, RequestFactory
from django.urls import include, path

from kehou.kernel.explained import Reason, refuse
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, sign_in, somebody
from kehou.platform.errors import Conflict, Forbidden
from kehou.platform.http import ActingRequest, open_to
from kehou.schools.models import District, School
from kehou.schools.testing import a_school
from kehou.web import errors

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]
AtTime = Callable[[datetime], None]

TROUBLES: dict[str, Callable[[], object]] = {
    "refused": lambda: _raise(refuse("not_on_roll", "3.1")),
    "forbidden": lambda: _raise(Forbidden("office may not: may_publish")),
    "conflict": lambda: _raise(Conflict("草稿已更新")),
    "worded": lambda: School.objects.update(code="12"),
    "unworded": lambda: District.objects.update(code="12"),
    "lost": lambda: _raise(Http404("pupil 7")),
    "broken": lambda: _raise(ZeroDivisionError()),
}


def _raise(error: Exception) -> None:
    raise error


@open_to(Role.OFFICE, methods=("GET", "POST"))
def trouble(request: ActingRequest, kind: str) -> HttpResponse:
    TROUBLES[kind]()
    return HttpResponse("done")


def undeclared(request: ActingRequest) -> HttpResponse:
    return HttpResponse("open by mistake")


urlpatterns = [
    path("trouble/<str:kind>/", trouble),
    path("undeclared/", undeclared),
    path("", include("kehou.web.urls")),
]
handler404 = "kehou.web.errors.not_found"
handler500 = "kehou.web.errors.broken"


@pytest.fixture
def office(client: Client, at_time: AtTime) -> Client:
    at_time(AFTERNOON)
    sign_in(client, somebody(Role.OFFICE, a_school()))
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize(
    ("kind", "status", "words"),
    [
        ("refused", 422, "该学生不在本校学籍名册上"),
        ("forbidden", 403, "您当前的身份是“学校教务”"),
        ("conflict", 409, "草稿已更新"),
        ("worded", 409, "学校标识码应为 10 位数字"),
        ("lost", 404, "这里什么也没有"),
        ("broken", 500, "平台出了点问题"),
    ],
)
def test_each_trouble_has_its_status_and_its_words(
    office: Client, kind: str, status: int, words: str
) -> None:
    answer = office.get(f"/trouble/{kind}/")

    assert answer.status_code == status
    assert words in answer.text


def test_a_refusal_leads_to_its_clause(office: Client) -> None:
    assert 'href="/ordinance/3.1/"' in office.get("/trouble/refused/").text


def test_words_no_name_and_no_number_of_what_was_not_found(office: Client) -> None:
    assert "pupil 7" not in office.get("/trouble/lost/").text


def test_a_constraint_that_nobody_worded_is_our_fault(office: Client) -> None:
    assert office.get("/trouble/unworded/").status_code == 500


def test_whoever_sits_elsewhere_is_told_so(client: Client, at_time: AtTime) -> None:
    at_time(AFTERNOON)
    sign_in(client, somebody(Role.GUARDIAN))

    answer = client.get("/trouble/refused/")

    assert answer.status_code == 403
    assert "您当前的身份是“家长”" in answer.text


def test_the_public_is_led_to_the_door_and_back(client: Client) -> None:
    answer = client.get("/trouble/refused/?day=1")

    assert answer.status_code == 302
    assert answer.headers["Location"] == "/people/sign_in/?next=/trouble/refused/%3Fday%3D1"


def test_what_the_public_sends_is_refused_in_words(client: Client) -> None:
    answer = client.post("/trouble/refused/")

    assert answer.status_code == 401
    assert "请先登录" in answer.text


def test_a_page_that_says_nothing_is_closed_to_everybody(client: Client, office: Client) -> None:
    assert Client().get("/undeclared/").status_code == 302
    assert office.get("/undeclared/").status_code == 403


def test_a_stale_form_says_what_to_do(at_time: AtTime) -> None:
    at_time(AFTERNOON)

    answer = Client(enforce_csrf_checks=True).post("/language/", {"language": "en"})

    assert answer.status_code == 403
    assert "这张表单已过期" in answer.text


def test_the_page_for_a_broken_service_needs_no_table(
    rf: RequestFactory, django_assert_num_queries: Callable[[int], Any]
) -> None:
    with django_assert_num_queries(0):
        answer = errors.broken(rf.get("/"))

    assert answer.status_code == 500
    assert "告知学校安全负责人" in answer.content.decode()


def test_reasons_are_told_in_the_readers_language(office: Client) -> None:
    office.cookies["kehou-language"] = "en"

    answer = office.get("/trouble/refused/")

    assert "This pupil is not on the school&#x27;s roll" in answer.text
    assert "clause 3.1" in answer.text


def test_a_reason_without_a_clause_is_told_all_the_same(rf: RequestFactory) -> None:
    against = (Reason("not_on_roll"),)

    answer = errors.refused(rf.get("/"), against, status=409)

    assert answer.status_code == 409
    assert "该学生不在本校学籍名册上" in answer.content.decode()
    assert "/ordinance/3.1/" not in answer.content.decode()
