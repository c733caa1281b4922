"""Approval by the leading group, one member at a time (7.1.a, 7.2.a)."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse

from kehou.governance.actions import approve_document, submit_document
from kehou.governance.models import Approval, Version
from kehou.governance.testing import (
    a_draft,
    a_leading_group,
    a_membership,
    a_submitted,
    a_version_in_force,
    approved_by,
)
from kehou.kernel.explained import Refused
from kehou.ordinance.roles import Role
from kehou.people.models import Person
from kehou.people.testing import AFTERNOON, sign_in, somebody
from kehou.platform.errors import Conflict, Forbidden
from kehou.platform.models import JournalEntry
from kehou.schools.testing import a_school

if TYPE_CHECKING:
    from kehou.schools.models import School

pytestmark = pytest.mark.django_db


def test_the_head_and_more_than_half_put_it_in_force(school: "School") -> None:
    head, first, second, _third = a_leading_group(school, members=3)
    version = a_submitted(school)

    assert approved_by(version, head, first).state == Version.State.SUBMITTED
    assert approved_by(version, second).state == Version.State.IN_FORCE
    acts = JournalEntry.objects.filter(school_id=school.pk).order_by("pk")
    assert list(acts.values_list("act", flat=True))[-4:] == [
        *["governance.document_approved"] * 3,
        "governance.document_put_in_force",
    ]


def test_a_majority_without_the_head_is_none(school: "School") -> None:
    head, *others = a_leading_group(school, members=3)
    version = approved_by(a_submitted(school), *others)

    assert version.state == Version.State.SUBMITTED
    assert approved_by(version, head).state == Version.State.IN_FORCE


def test_a_changed_text_needs_approval_again_and_then_supersedes(school: "School") -> None:
    head, member = a_leading_group(school, members=1)
    first = approved_by(a_submitted(school), head, member)
    draft = a_draft(school, seen=first)
    second = submit_document(actor=somebody(Role.OFFICE, school), at=AFTERNOON, version=draft)

    assert second.approvals.count() == 0
    assert approved_by(second, head).state == Version.State.SUBMITTED
    assert approved_by(second, member).state == Version.State.IN_FORCE
    first.refresh_from_db()
    assert first.state == Version.State.SUPERSEDED


def test_an_approval_is_of_the_words_that_were_read(school: "School") -> None:
    head, *_ = a_leading_group(school)
    version = a_submitted(school)

    with pytest.raises(Conflict):
        approve_document(actor=head, at=AFTERNOON, version=version, content_hash="0" * 64)
    assert not Approval.objects.exists()


def test_refuses_a_second_approval_and_one_of_what_does_not_lie_before_the_group(
    school: "School",
) -> None:
    head, *_ = a_leading_group(school)
    version = approved_by(a_submitted(school), head)
    for subject, code in (
        (version, "member_approves_a_version_once"),
        (a_draft(school, kind="rules", title="细则"), "not_before_the_leading_group"),
    ):
        with pytest.raises(Refused) as refusal:
            approve_document(
                actor=head, at=AFTERNOON, version=subject, content_hash=version.content_hash or ""
            )
        assert [reason.code for reason in refusal.value.against] == [code]


@pytest.mark.parametrize("role", [Role.OFFICE, Role.STAFF, Role.PRINCIPAL, Role.DISTRICT_REVIEWER])
def test_whoever_is_not_in_the_group_may_not(role: Role, school: "School") -> None:
    a_leading_group(school)

    with pytest.raises(Forbidden):
        approved_by(a_submitted(school), somebody(role, school))


def test_an_office_that_begins_tomorrow_gives_no_power_today(school: "School") -> None:
    coming = somebody(Role.SAFETY_OFFICER, school)
    person = Person.objects.get(pk=coming.somebody)
    a_membership(school, person=person, first_day=AFTERNOON.date() + timedelta(days=1))

    with pytest.raises(Forbidden):
        approved_by(a_submitted(school), coming)


def test_the_group_of_another_school_may_not(school: "School") -> None:
    theirs, *_ = a_leading_group(a_school())
    a_leading_group(school)

    with pytest.raises(Forbidden):
        approved_by(a_submitted(school), theirs)


def test_the_button_approves_what_was_on_the_page(client: Client, school: "School") -> None:
    head, member = a_leading_group(school, members=1)
    version = a_submitted(school)
    page = reverse("governance:approve_document", args=[version.pk])
    sign_in(client, member)

    assert client.post(page).status_code == 409
    answer = client.post(page, {"content_hash": version.content_hash}, follow=True)
    assert "还需领导小组其他成员" in answer.content.decode()
    sign_in(client, head)
    answer = client.post(page, {"content_hash": version.content_hash}, follow=True)
    assert "该版本现已生效" in answer.content.decode()


def test_what_another_school_submitted_does_not_exist(client: Client, school: "School") -> None:
    theirs = a_submitted(a_school())
    a_version_in_force(school)
    sign_in(client, somebody(Role.STAFF, school))

    page = reverse("governance:approve_document", args=[theirs.pk])
    assert client.post(page, {"content_hash": theirs.content_hash}).status_code == 404
