"""The list of plans and rules, with what is missing of each (7.2.a)."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.urls import reverse

from kehou.governance.actions import write_document
from kehou.governance.core.wording import Wording
from kehou.governance.testing import (
    a_draft,
    a_leading_group,
    a_submitted,
    a_version_in_force,
    an_answer,
    filed,
)
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, sign_in, somebody
from kehou.schools.testing import a_school

if TYPE_CHECKING:
    from kehou.schools.models import School

pytestmark = pytest.mark.django_db


def shown(client: Client, query: str = "") -> str:
    return client.get(f"{reverse('governance:documents')}?{query}").content.decode()


def test_an_empty_list_tells_the_office_to_begin(client: Client, school: "School") -> None:
    sign_in(client, somebody(Role.OFFICE, school))
    assert "请先拟定本学年工作方案" in shown(client)
    assert "2026–2027学年的工作方案尚未提交" in shown(client)

    sign_in(client, somebody(Role.STAFF, school))
    assert "学校教务提交后会出现在这里" in shown(client)


def test_each_document_stands_there_once_with_what_is_missing(
    client: Client, school: "School"
) -> None:
    a_leading_group(school)
    sign_in(client, somebody(Role.OFFICE, school))
    half = Wording("接送细则", {"scope": "全校。"})
    write_document(
        actor=somebody(Role.OFFICE, school), at=AFTERNOON, school=school, kind="rules", wording=half
    )
    assert "尚未填写：" in shown(client)
    assert "职责分工" in shown(client)

    plan = a_submitted(school, title="第一版方案")
    assert "领导小组组长尚未同意" in shown(client)
    assert "学年的工作方案尚未提交" not in shown(client)
    a_draft(school, seen=plan)
    text = shown(client, "kind=plan")
    assert "待提交领导小组" in text
    assert text.count("第 2 版") == 1
    assert "第一版方案" not in text


def test_the_way_of_a_filing_is_told(client: Client, school: "School") -> None:
    sign_in(client, somebody(Role.OFFICE, school))
    version = a_version_in_force(school)
    assert "尚未备案" in shown(client)
    filing = filed(version)
    assert "已报送，待区备案" in shown(client)
    an_answer(filing, outcome="returned", remarks="请补充。")
    assert "被区退回" in shown(client)


def test_the_list_is_sieved_by_kind_and_state(client: Client, school: "School") -> None:
    a_version_in_force(school, title="工作方案甲")
    a_draft(school, kind="rules", title="接送细则乙")
    sign_in(client, somebody(Role.OFFICE, school))

    assert "接送细则乙" not in shown(client, "kind=plan")
    assert "工作方案甲" not in shown(client, "state=draft")
    assert "接送细则乙" in shown(client, "state=draft&kind=rules")


def test_drafts_and_other_districts_are_not_shown_to_a_district(
    client: Client, school: "School"
) -> None:
    a_draft(school, title="草拟中的方案")
    a_version_in_force(school, kind="rules", title="生效的细则")
    a_version_in_force(a_school(), title="外区的方案")
    sign_in(client, somebody(Role.DISTRICT_REVIEWER, school))

    text = shown(client)

    assert "生效的细则" in text
    assert "草拟中的方案" not in text
    assert "外区的方案" not in text


@pytest.mark.parametrize("count", [1, 6])
def test_the_list_of_the_city_costs_the_same_however_long(
    count: int, client: Client, django_assert_num_queries: Callable[[int], Any]
) -> None:
    for _ in range(count):
        school = a_school()
        filed(a_version_in_force(school))
        a_submitted(school, kind="rules", title="细则")
    sign_in(client, somebody(Role.CITY_BUREAU))
    shown(client)

    with django_assert_num_queries(12):
        shown(client)
