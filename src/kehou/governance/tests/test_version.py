"""One version in full (7.2.a)."""

from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse

from kehou.governance.actions import submit_document, write_document
from kehou.governance.models import Version
from kehou.governance.testing import (
    a_draft,
    a_leading_group,
    a_submitted,
    a_version_in_force,
    a_wording,
    an_answer,
    approved_by,
    filed,
)
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, sign_in, somebody
from kehou.schools.testing import a_school

if TYPE_CHECKING:
    from kehou.schools.models import School

pytestmark = pytest.mark.django_db


def shown(client: Client, version: Version) -> str:
    return client.get(reverse("governance:version", args=[version.pk])).content.decode()


def link(name: str, version: Version) -> str:
    return reverse(f"governance:{name}", args=[version.pk])


def test_a_member_reads_who_approved_and_approves_once(client: Client, school: "School") -> None:
    head, member = a_leading_group(school, members=1)
    version = approved_by(a_submitted(school), member)
    sign_in(client, head)

    text = shown(client, version)
    assert version.content_hash in text
    assert text.count("尚未同意</span>") == 1
    assert text.count("已同意</span>") == 1
    assert link("approve_document", version) in text
    sign_in(client, member)
    assert link("approve_document", version) not in shown(client, version)
    assert "您已同意。" in shown(client, version)


def test_whoever_is_not_in_the_group_has_no_button(client: Client, school: "School") -> None:
    a_leading_group(school)
    version = a_submitted(school)
    sign_in(client, somebody(Role.OFFICE, school))

    text = shown(client, version)

    assert link("approve_document", version) not in text
    assert link("write_document", version) in text


def test_what_changed_is_told_section_by_section(client: Client, school: "School") -> None:
    office = somebody(Role.OFFICE, school)
    first = a_version_in_force(school)
    second = write_document(
        actor=office,
        at=AFTERNOON,
        school=school,
        kind="plan",
        wording=a_wording(aims="更高的目标。"),
        seen=first,
    )
    sign_in(client, office)

    text = shown(client, second)

    assert "<del>工作目标：按学校安排落实。</del>" in text
    assert "<ins>更高的目标。</ins>" in text
    assert text.count("<del>") == 1
    assert "已有更新的版本：第 2 版" in shown(client, first)


def test_the_office_is_led_from_step_to_step(client: Client, school: "School") -> None:
    a_leading_group(school, members=0)
    office = somebody(Role.OFFICE, school)
    sign_in(client, office)
    draft = a_draft(school)
    assert link("submit_document", draft) in shown(client, draft)

    submitted = submit_document(actor=office, at=AFTERNOON, version=draft)
    assert link("submit_document", draft) not in shown(client, submitted)
    standing = a_version_in_force(school, kind="rules", title="细则")
    assert link("file_document", standing) in shown(client, standing)
    filing = filed(standing)
    assert link("file_document", standing) not in shown(client, standing)
    an_answer(filing, outcome="returned", remarks="请补充安全预案。")
    assert "请补充安全预案。" in shown(client, standing)


def test_the_district_is_led_to_its_answer(client: Client, school: "School") -> None:
    filing = filed(a_version_in_force(school))
    sign_in(client, somebody(Role.DISTRICT_REVIEWER, school))
    page = reverse("governance:answer_filing", args=[filing.pk])

    assert page in shown(client, filing.version)
    an_answer(filing)
    assert page not in shown(client, filing.version)


def test_a_draft_exists_for_those_who_write_it_and_another_schools_for_nobody(
    client: Client, school: "School"
) -> None:
    draft, theirs = a_draft(school), a_version_in_force(a_school())
    for role in (Role.STAFF, Role.DISTRICT_REVIEWER):
        sign_in(client, somebody(role, school))
        for version in (draft, theirs):
            page = reverse("governance:version", args=[version.pk])
            assert client.get(page).status_code == 404
