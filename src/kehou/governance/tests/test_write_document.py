"""Writing a plan or rules: drafts, versions, files (4.0, 7.2.a)."""

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from kehou.governance.actions import write_document
from kehou.governance.core.attachments import attached
from kehou.governance.core.sections import PLAN, RULES
from kehou.governance.core.wording import Wording
from kehou.governance.models import Attachment, Document, Version
from kehou.governance.testing import PDF, a_draft, a_version_in_force, a_wording
from kehou.kernel.explained import Refused
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, sign_in, somebody
from kehou.platform.errors import Conflict, Forbidden
from kehou.schools.testing import a_school

if TYPE_CHECKING:
    from kehou.schools.models import School

pytestmark = pytest.mark.django_db


def refused(school: "School", wording: Wording, **told: object) -> list[str]:
    with pytest.raises(Refused) as refusal:
        write_document(
            actor=somebody(Role.OFFICE, school),
            at=AFTERNOON,
            school=school,
            wording=wording,
            **{"kind": PLAN, "school_year": 2026, **told},  # type: ignore[arg-type]
        )
    return [reason.code for reason in refusal.value.against]


def rewritten(seen: Version, wording: Wording, **told: object) -> Version:
    return write_document(
        actor=somebody(Role.OFFICE, seen.school),
        at=AFTERNOON,
        school=seen.school,
        kind=seen.document.kind,
        wording=wording,
        seen=seen,
        **told,  # type: ignore[arg-type]
    )


def test_a_draft_keeps_known_sections_and_may_be_half_written(school: "School") -> None:
    office = somebody(Role.OFFICE, school)
    wording = Wording("工作方案", {"aims": " 让每个孩子有人看护。 ", "safety": " ", "else": "?"})

    draft = write_document(
        actor=office, at=AFTERNOON, school=school, kind=PLAN, wording=wording, school_year=2026
    )

    assert (draft.number, draft.state, draft.content_hash) == (1, "draft", None)
    assert draft.sections == {"aims": "让每个孩子有人看护。"}


def test_a_draft_is_rewritten_in_place(school: "School") -> None:
    draft = a_draft(school)

    again = rewritten(draft, a_wording(aims="新的目标。"))

    assert (again.pk, again.number, again.revision) == (draft.pk, 1, 2)


def test_what_was_submitted_stays_and_a_new_version_is_begun(school: "School") -> None:
    standing = a_version_in_force(school)

    after = rewritten(standing, a_wording(aims="新的目标。"))

    assert (after.number, after.state) == (2, "draft")
    assert Version.objects.get(pk=standing.pk).state == Version.State.IN_FORCE


def test_a_draft_that_somebody_else_rewrote_is_not_written_over(school: "School") -> None:
    seen = a_draft(school)
    rewritten(Version.objects.get(pk=seen.pk), a_wording(aims="他人的改动。"))

    with pytest.raises(Conflict):
        rewritten(seen, a_wording(aims="我的改动。"))

    assert Version.objects.get(pk=seen.pk).sections["aims"] == "他人的改动。"


def test_an_older_version_is_not_written_from(school: "School") -> None:
    standing = a_version_in_force(school)
    rewritten(standing, a_wording())

    with pytest.raises(Conflict):
        rewritten(standing, a_wording())


def test_a_year_has_one_plan_and_rules_are_as_many_as_one_likes(school: "School") -> None:
    a_draft(school)
    a_draft(school, kind=RULES, title="接送细则")
    a_draft(school, kind=RULES, title="安全细则")

    assert refused(school, a_wording()) == ["school_has_one_plan_a_year"]
    assert Document.objects.filter(school=school).count() == 3


def test_refuses_a_document_without_a_title_and_days_that_run_backwards(school: "School") -> None:
    backwards = Wording("细则", {}, date(2027, 1, 1), date(2026, 1, 1))

    assert refused(school, Wording(" ")) == ["document_has_a_title"]
    assert refused(school, backwards, kind=RULES, school_year=None) == [
        "rules_end_after_they_begin"
    ]


def test_a_file_follows_into_the_next_version_until_it_is_taken_away(school: "School") -> None:
    file = attached("方案.pdf", PDF)
    standing = a_version_in_force(school, attached=file)
    after = rewritten(standing, a_wording())

    assert (after.attachment_id, after.attachment_name) == (standing.attachment_id, "方案.pdf")
    bare = rewritten(after, a_wording(), keeps_attachment=False)
    assert (bare.attachment_id, bare.attachment_name) == (None, "")
    rewritten(bare, a_wording(), attached=file)
    assert Attachment.objects.count() == 1, "the same file is kept once"


@pytest.mark.parametrize("role", [Role.PRINCIPAL, Role.STAFF, Role.DISTRICT_REVIEWER])
def test_only_the_office_writes(role: Role, school: "School") -> None:
    with pytest.raises(Forbidden):
        write_document(
            actor=somebody(role, school),
            at=AFTERNOON,
            school=school,
            kind=PLAN,
            wording=a_wording(),
            school_year=2026,
        )


def test_a_form_is_filled_in_and_gone_on_with(client: Client, school: "School") -> None:
    sign_in(client, somebody(Role.OFFICE, school))
    page = reverse("governance:write_document", args=[PLAN])
    shown = client.get(page).content.decode()
    assert "2026–2027学年课后服务工作方案" in shown
    assert "劳动教育活动" in shown

    told = {"school_year": 2026, "title": "方案", "aims": "目标。", "file": _file(PDF)}
    assert client.post(page, told).status_code == 302
    draft = Version.objects.get()
    assert (draft.sections, draft.attachment_name) == ({"aims": "目标。"}, "方案.pdf")

    page = reverse("governance:write_document", args=[draft.pk])
    assert "目标。" in client.get(page).content.decode()
    told = {"title": "方案", "aims": "新目标。", "revision": 1, "drops_file": "on"}
    client.post(page, told)
    draft.refresh_from_db()
    assert (draft.sections, draft.attachment) == ({"aims": "新目标。"}, None)
    assert client.post(page, told).status_code == 409


@pytest.mark.parametrize(
    ("content", "why"),
    [(b"MZ\x90", "不是PDF"), (b"%PDF-" + b"0" * 10 * 1024 * 1024, "超过10MB")],
    ids=["a program", "too large"],
)
def test_a_file_that_is_no_document_is_refused_on_the_form(
    content: bytes, why: str, client: Client, school: "School"
) -> None:
    sign_in(client, somebody(Role.OFFICE, school))
    told = {"title": "细则", "file": _file(content)}

    answer = client.post(reverse("governance:write_document", args=[RULES]), told)

    assert answer.status_code == 422
    assert why in answer.content.decode()
    assert not Version.objects.exists()


def test_a_second_plan_of_the_year_is_refused_with_the_reason(
    client: Client, school: "School"
) -> None:
    a_draft(school)
    sign_in(client, somebody(Role.OFFICE, school))
    told = {"school_year": 2026, "title": "方案"}

    answer = client.post(reverse("governance:write_document", args=[PLAN]), told)

    assert (answer.status_code, "每学年只有一份" in answer.content.decode()) == (422, True)


def test_what_is_no_document_or_not_ours_does_not_exist(client: Client, school: "School") -> None:
    theirs = a_draft(a_school())
    a_draft(school)
    sign_in(client, somebody(Role.OFFICE, school))

    for arguments in (["menu"], [theirs.pk]):
        assert client.get(reverse("governance:write_document", args=arguments)).status_code == 404


def _file(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("方案.pdf", content)
