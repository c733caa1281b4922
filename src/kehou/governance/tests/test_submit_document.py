"""Laying a draft before the leading group (7.2.a, 8.a)."""

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse

from kehou.governance.actions import submit_document, write_document
from kehou.governance.core.sections import PLAN, RULES
from kehou.governance.core.wording import Wording
from kehou.governance.models import Version
from kehou.governance.testing import a_draft, a_submitted, a_wording
from kehou.kernel.explained import Refused
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, sign_in, somebody
from kehou.platform.clock import CITY_ZONE
from kehou.platform.errors import Forbidden
from kehou.platform.models import JournalEntry
from kehou.schools.testing import a_school

if TYPE_CHECKING:
    from kehou.schools.models import School

pytestmark = pytest.mark.django_db


def refused(version: Version, *, at: datetime = AFTERNOON) -> list[str]:
    with pytest.raises(Refused) as refusal:
        submit_document(actor=somebody(Role.OFFICE, version.school), at=at, version=version)
    return [reason.code for reason in refusal.value.against]


def rules(school: "School", first_day: date | None, last_day: date | None) -> Version:
    sections = a_wording(RULES).sections
    return write_document(
        actor=somebody(Role.OFFICE, school),
        at=AFTERNOON,
        school=school,
        kind=RULES,
        wording=Wording("接送细则", sections, first_day, last_day),
    )


def test_a_submitted_version_has_a_fingerprint_and_is_in_the_journal(school: "School") -> None:
    version = a_submitted(school)

    assert (version.state, version.submitted_at) == (Version.State.SUBMITTED, AFTERNOON)
    entry = JournalEntry.objects.get(act="governance.document_submitted")
    assert entry.detail["content_hash"] == version.content_hash


def test_the_same_words_of_two_schools_have_two_fingerprints(school: "School") -> None:
    assert a_submitted(school).content_hash != a_submitted(a_school()).content_hash


def test_a_newer_version_takes_the_place_of_the_one_before_the_group(school: "School") -> None:
    first = a_submitted(school)
    second = a_draft(school, seen=first)

    submit_document(actor=somebody(Role.OFFICE, school), at=AFTERNOON, version=second)

    states = Version.objects.order_by("number").values_list("state", flat=True)
    assert list(states) == [Version.State.SUPERSEDED, Version.State.SUBMITTED]


def test_refuses_what_is_half_written_and_what_is_no_draft(school: "School") -> None:
    half = write_document(
        actor=somebody(Role.OFFICE, school),
        at=AFTERNOON,
        school=school,
        kind=PLAN,
        wording=Wording("方案", {"aims": "目标。"}),
        school_year=2027,
    )

    assert refused(half) == ["sections_are_empty"]
    assert refused(a_submitted(school)) == ["only_a_draft_goes_before_the_group"]


def test_rules_say_how_long_they_hold_and_do_not_outlast_the_ordinance(school: "School") -> None:
    begins, ends = date(2026, 9, 1), date(2027, 8, 31)

    assert refused(rules(school, begins, None)) == ["rules_say_how_long_they_hold"]
    assert refused(rules(school, begins, date(2027, 9, 1))) == ["rules_outlast_the_ordinance"]
    version = rules(school, begins, ends)
    submit_document(actor=somebody(Role.OFFICE, school), at=AFTERNOON, version=version)


def test_nothing_new_is_submitted_after_the_ordinance_has_ended(school: "School") -> None:
    after = datetime(2027, 9, 1, 9, tzinfo=CITY_ZONE)

    assert refused(a_draft(school), at=after) == ["ordinance_ended"]


@pytest.mark.parametrize("role", [Role.PRINCIPAL, Role.STAFF, Role.DISTRICT_REVIEWER])
def test_only_the_office_submits(role: Role, school: "School") -> None:
    with pytest.raises(Forbidden):
        submit_document(actor=somebody(role, school), at=AFTERNOON, version=a_draft(school))


def test_the_button_submits_and_says_so(client: Client, school: "School") -> None:
    draft = a_draft(school)
    sign_in(client, somebody(Role.OFFICE, school))
    page = reverse("governance:submit_document", args=[draft.pk])

    assert "已提交领导小组审议" in client.post(page, follow=True).content.decode()
    answer = client.post(page)
    assert (answer.status_code, "已不是草稿" in answer.content.decode()) == (422, True)
    assert client.get(page).status_code == 405


def test_another_schools_draft_does_not_exist(client: Client, school: "School") -> None:
    theirs = a_draft(a_school())
    a_draft(school)
    sign_in(client, somebody(Role.OFFICE, school))

    page = reverse("governance:submit_document", args=[theirs.pk])
    assert client.post(page).status_code == 404
