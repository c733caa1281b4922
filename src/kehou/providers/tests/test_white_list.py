"""The white list of a district, as its schools read it (4.2, 5.2.a)."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client

from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, sign_in, somebody
from kehou.platform.clock import city_day
from kehou.platform.testing import words_of
from kehou.providers.permissions import admissions_of
from kehou.providers.queries import white_list_of
from kehou.providers.testing import (
    a_new_version,
    admitted,
    an_institution,
    black_listed,
    cautioned,
    waiting,
)
from kehou.schools.testing import a_school

pytestmark = pytest.mark.django_db
PAGE = "/providers/white_list/"
TODAY = city_day(AFTERNOON)


@pytest.mark.parametrize("role", [Role.OFFICE, Role.PRINCIPAL])
def test_a_school_reads_its_own_district_and_who_may_serve_today(
    role: Role, client: Client, at_time: Callable[[datetime], None]
) -> None:
    at_time(AFTERNOON)
    school = a_school()
    for name in ("在册机构", "被禁机构"):
        institution = an_institution(name)
        admitted(institution, school.district)
        cautioned(institution)
    black_listed(institution)
    waiting(an_institution("待审机构甲"), school.district)
    admitted(an_institution("别区机构"), a_school().district)
    sign_in(client, somebody(role, school))

    text = client.get(PAGE).text

    assert "在册机构" in text
    assert "已被市教育局列入黑名单" in text
    assert "1次警示" in text
    assert "待审机构甲" not in text
    assert "别区机构" not in text
    assert "唐联系" not in text


def test_an_empty_list_says_so(client: Client, at_time: Callable[[datetime], None]) -> None:
    at_time(AFTERNOON)
    sign_in(client, somebody(Role.OFFICE, a_school()))

    assert "本区尚未备案任何机构" in client.get(PAGE).text


def test_the_district_prints_what_it_has_admitted(
    client: Client, at_time: Callable[[datetime], None]
) -> None:
    at_time(AFTERNOON)
    school = a_school()
    institution = an_institution("在册机构")
    admitted(institution, school.district)
    black_listed(institution)
    waiting(an_institution("待审机构甲"), school.district)
    sign_in(client, somebody(Role.DISTRICT_REVIEWER, school))

    answer = client.get(PAGE, {"export": "pdf"})

    assert answer["Content-Type"] == "application/pdf"
    words = words_of(answer.content)
    assert f"{school.district.name}课后服务社会机构白名单" in words
    assert f"在册机构{institution.code}" in words
    assert "不可" in words
    assert "待审机构甲" not in words


def test_an_empty_list_is_printed_as_empty(
    client: Client, at_time: Callable[[datetime], None]
) -> None:
    at_time(AFTERNOON)
    sign_in(client, somebody(Role.OFFICE, a_school()))

    assert "尚无准入机构" in words_of(client.get(PAGE, {"export": "pdf"}).content)


def test_what_counts_is_what_the_district_admitted() -> None:
    school, institution = a_school(), an_institution()
    a_new_version(institution, licence_until=date(2026, 10, 13))
    admitted(institution, school.district)
    a_new_version(institution, licence_until=date(2029, 10, 13))
    office = somebody(Role.OFFICE, school)

    (listed,) = white_list_of(office, on=TODAY)

    assert listed.version.number == 2
    assert [why.code for why in listed.against] == ["paper_lapsed"]


@pytest.mark.parametrize("role", [Role.GUARDIAN, Role.STAFF, Role.SCHOOL_FINANCE])
def test_nobody_else_of_a_school_reads_it(role: Role) -> None:
    school = a_school()
    admitted(an_institution(), school.district)

    assert not admissions_of(somebody(role, school)).exists()
