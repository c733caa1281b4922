"""What whoever speaks for an institution finds on signing in (4.2, 5.2.a)."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client

from kehou.people.testing import AFTERNOON, a_person, sign_in
from kehou.providers.models import Admission, Representative
from kehou.providers.testing import (
    NAMED,
    a_new_version,
    a_representative,
    admitted,
    an_institution,
    black_listed,
    speaking_for,
    waiting,
)
from kehou.schools.testing import a_district

pytestmark = pytest.mark.django_db
PAGE = "/providers/mine/"


@pytest.fixture(autouse=True)
def _in_the_afternoon(at_time: Callable[[datetime], None]) -> None:
    at_time(AFTERNOON)


def test_a_new_institution_reads_what_its_file_lacks(client: Client) -> None:
    sign_in(client, speaking_for(an_institution("新星艺术", is_complete=False)))

    page = client.get(PAGE).text

    assert "新星艺术" in page
    assert "档案还缺" in page
    assert "尚未向任何区申报" in page
    assert "补齐档案" in client.get("/").text


def test_it_reads_where_it_stands_and_what_was_remarked(client: Client) -> None:
    institution, district = an_institution(), a_district()
    admission = waiting(institution, district)
    admission.state, admission.remarks = Admission.State.RETURNED, "请补消防证明"
    admission.decided_by, admission.decided_at = a_person(), AFTERNOON
    admission.save()
    sign_in(client, speaking_for(institution))

    page = client.get(PAGE).text

    assert district.name in page
    assert "请补消防证明" in page
    assert "档案被区教育局退回" in client.get("/").text


def test_it_reads_why_it_may_not_serve_and_what_lapses(client: Client) -> None:
    institution = an_institution()
    a_new_version(institution, permit_until=date(2026, 11, 1))
    admitted(institution, a_district())
    sign_in(client, speaking_for(institution))
    assert "今日可以服务" in client.get(PAGE).text
    assert "2026年11月1日" in client.get("/").text

    black_listed(institution)

    assert "已被市教育局列入黑名单" in client.get(PAGE).text


def test_whoever_speaks_for_two_sees_one_at_a_time(client: Client) -> None:
    one, other = an_institution("甲机构"), an_institution("乙机构")
    person = one.representatives.get().person
    Representative.objects.filter(institution=other).update(until=NAMED)
    a_representative(other, person)
    sign_in(client, speaking_for(one))
    first = "甲机构" if "甲机构</h1>" in client.get(PAGE).text else "乙机构"
    second = "乙机构" if first == "甲机构" else "甲机构"
    second_id = other.pk if second == "乙机构" else one.pk
    assert second in client.get("/people/switch_seat/").text

    client.post("/people/switch_seat/", {"seat": f"institution:::{second_id}"})

    page = client.get(PAGE).text
    assert f"{second}</h1>" in page
    assert f"{first}</h1>" not in page
