"""The register of institutions (4.2, 5.2.a)."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, sign_in, somebody
from kehou.platform.clock import city_day
from kehou.providers.permissions import institutions_of
from kehou.providers.queries import register_lines
from kehou.providers.testing import (
    a_new_version,
    admitted,
    an_institution,
    black_listed,
    cautioned,
    waiting,
)
from kehou.schools.testing import a_district, a_school

pytestmark = pytest.mark.django_db
PAGE = "/providers/register/"


@pytest.fixture(autouse=True)
def _in_the_afternoon(at_time: Callable[[datetime], None]) -> None:
    at_time(AFTERNOON)


def test_the_city_sieves_by_name_and_state(client: Client) -> None:
    listed, barred = an_institution("启明乐团"), an_institution("快马培训")
    admitted(listed, a_school().district)
    black_listed(barred)
    sign_in(client, somebody(Role.CITY_BUREAU))

    for asked, shown, hidden in (
        ({"text": "启明"}, "启明乐团", "快马培训"),
        ({"text": barred.code[-6:]}, "快马培训", "启明乐团"),
        ({"state": "admitted"}, "启明乐团", "快马培训"),
        ({"state": "black_listed"}, "快马培训", "启明乐团"),
    ):
        text = client.get(PAGE, asked).text
        assert shown in text
        assert hidden not in text
    assert "没有符合条件的机构" in client.get(PAGE, {"text": "无此机构"}).text


def test_a_district_sieves_by_where_it_stands_there_and_not_elsewhere(client: Client) -> None:
    here, elsewhere = a_school(), a_school(district=a_district())
    institution = an_institution("启明乐团", district=here.district)
    admitted(institution, elsewhere.district)
    sign_in(client, somebody(Role.DISTRICT_REVIEWER, here))

    assert "启明乐团" in client.get(PAGE).text
    assert "启明乐团" not in client.get(PAGE, {"state": "admitted"}).text


def test_a_line_tells_what_lapses_and_what_was_warned(client: Client) -> None:
    institution = an_institution()
    a_new_version(institution, licence_until=date(2026, 10, 13))
    cautioned(institution)
    sign_in(client, somebody(Role.AUDITOR))

    text = client.get(PAGE).text

    assert "2026年10月13日后失效" in text
    assert "登记机构" not in text


def test_after_a_change_both_the_list_and_the_look_are_told() -> None:
    school, institution = a_school(), an_institution()
    admitted(institution, school.district)
    a_new_version(institution, courses=("武术",))
    actor = somebody(Role.DISTRICT_REVIEWER, school)

    (line,) = register_lines(actor, institutions_of(actor), on=city_day(AFTERNOON))

    assert [one.state for one in line.admissions] == ["admitted", "waiting"]


def test_as_many_queries_for_ten_as_for_one(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    district, bureau = a_school().district, somebody(Role.CITY_BUREAU)
    for _ in range(10):
        waiting(an_institution(), district)

    with django_assert_num_queries(8):
        lines = register_lines(bureau, institutions_of(bureau), on=city_day(AFTERNOON))

    assert len(lines) == 10
