"""The page behind the last tab of a phone: the whole menu, the seat, the language, the look."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from kehou.ordinance.roles import Role
from kehou.people.models import Person
from kehou.people.testing import AFTERNOON, a_member_of_staff, appoint, sign_in, somebody, the_actor
from kehou.schools.testing import a_school

pytestmark = pytest.mark.django_db
AtTime = Callable[[datetime], None]


def test_shows_who_acts_and_where(client: Client, at_time: AtTime) -> None:
    at_time(AFTERNOON)
    school = a_school("滨江小学")
    sign_in(client, somebody(Role.OFFICE, school))

    answer = client.get("/more/")

    assert f"学校教务 · {school.name}" in answer.text
    assert 'action="/people/sign_out/"' in answer.text
    assert "切换身份" not in answer.text


def test_offers_the_other_seats_to_whoever_has_several(client: Client, at_time: AtTime) -> None:
    at_time(AFTERNOON)
    school = a_school()
    person = a_member_of_staff(school).person
    appoint(person, Role.OFFICE, school=school)
    sign_in(client, the_actor(person, Role.STAFF))

    assert 'href="/people/switch_seat/"' in client.get("/more/").text


def test_asks_for_nothing_but_the_seat(
    client: Client, at_time: AtTime, django_assert_num_queries: Callable[[int], Any]
) -> None:
    at_time(AFTERNOON)
    sign_in(client, somebody(Role.OFFICE))

    # The session, the account, the appointment, and the reach of the request around the page.
    with django_assert_num_queries(7):
        client.get("/more/")


def test_asks_somebody_without_a_second_factor_for_it(client: Client, at_time: AtTime) -> None:
    at_time(AFTERNOON)
    sign_in(client, somebody(Role.PRINCIPAL))
    session = client.session
    del session["second_factor_at"]
    session.save()

    answer = client.get("/more/")

    assert "“校长”这个身份需要先完成二次验证" in answer.text
    assert 'href="/people/show_second_factor/"' in answer.text


def test_asks_somebody_without_a_seat_to_take_one(client: Client, at_time: AtTime) -> None:
    at_time(AFTERNOON)
    sign_in(client, somebody(Role.OFFICE))
    session = client.session
    del session["seat"]
    session.save()

    assert "还没有选择身份" in client.get("/more/").text


def test_leads_the_public_to_the_door(client: Client) -> None:
    answer = client.get("/more/")

    assert 'href="/people/sign_in/"' in answer.text
    assert "退出登录" not in answer.text


def test_a_name_is_text_and_never_markup(client: Client, at_time: AtTime) -> None:
    at_time(AFTERNOON)
    actor = somebody(Role.OFFICE)
    Person.objects.filter(pk=actor.person_id).update(name="<b>陈</b>")
    sign_in(client, actor)

    answer = client.get("/")

    assert "<b>陈" not in answer.text
    assert "<h1>下午好，&lt;b&gt;陈&lt;/b&gt;</h1>" in answer.text
