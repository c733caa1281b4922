"""The district's desk for filings (2.1, 7.2.a)."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.urls import reverse

from kehou.governance.testing import a_submitted, a_version_in_force, an_answer, filed
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, sign_in, somebody
from kehou.schools.testing import a_school

if TYPE_CHECKING:
    from kehou.schools.models import School

pytestmark = pytest.mark.django_db


def shown(client: Client) -> str:
    return client.get(reverse("governance:filings")).content.decode()


def test_what_waits_is_told_with_its_age(
    client: Client, school: "School", at_time: Callable[[datetime], None]
) -> None:
    filing = filed(a_version_in_force(school, title="实验学校方案"))
    page = reverse("governance:answer_filing", args=[filing.pk])
    at_time(AFTERNOON + timedelta(days=3))
    sign_in(client, somebody(Role.DISTRICT_REVIEWER, school), at=AFTERNOON + timedelta(days=3))

    text = shown(client)

    assert "实验学校方案" in text
    assert "3天" in text.replace(" ", "")
    assert page in text


def test_schools_without_a_plan_in_force_are_named(client: Client, school: "School") -> None:
    a_version_in_force(school)
    waiting = a_school("待审学校", district=school.district)
    a_submitted(waiting)
    outside = a_school("外区学校")
    sign_in(client, somebody(Role.DISTRICT_REVIEWER, school))

    text = shown(client).partition("尚无生效方案的学校")[2]

    assert str(waiting) in text
    assert str(outside) not in text


def test_an_empty_desk_says_so_and_answers_stay_to_be_read(
    client: Client, school: "School"
) -> None:
    filing = filed(a_version_in_force(school))
    an_answer(filing, outcome="returned", remarks="请补充安全预案。")
    sign_in(client, somebody(Role.DISTRICT_REVIEWER, school))

    text = shown(client)

    assert "没有待答复的备案" in text
    assert "各校均有本学年的生效方案" in text
    assert "请补充安全预案。" in text


@pytest.mark.parametrize("role", [Role.CITY_BUREAU, Role.AUDITOR])
def test_the_city_reads_and_answers_nothing(role: Role, client: Client, school: "School") -> None:
    filing = filed(a_version_in_force(school))
    sign_in(client, somebody(role))

    assert str(school) in shown(client)
    assert reverse("governance:answer_filing", args=[filing.pk]) not in shown(client)


@pytest.mark.parametrize("count", [1, 5])
def test_the_desk_costs_the_same_however_full(
    count: int, client: Client, school: "School", django_assert_num_queries: Callable[[int], Any]
) -> None:
    for number in range(count):
        filed(a_version_in_force(school, kind="rules", title=f"细则{number}"))
        an_answer(filed(a_version_in_force(school, kind="rules", title=f"答复{number}")))
    sign_in(client, somebody(Role.DISTRICT_REVIEWER, school))
    shown(client)

    with django_assert_num_queries(13):
        shown(client)
