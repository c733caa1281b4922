"""What the database refuses whoever asks (7.1.a, 7.2.a)."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from kehou.governance.core.attachments import attached
from kehou.governance.models import Approval, Attachment, Filing, Membership, Version
from kehou.governance.testing import (
    PDF,
    a_draft,
    a_leading_group,
    a_membership,
    a_submitted,
    a_version_in_force,
    an_answer,
    approved_by,
    filed,
)
from kehou.people.testing import AFTERNOON, a_person
from kehou.platform.actors import Actor
from kehou.schools.testing import a_school

if TYPE_CHECKING:
    from kehou.schools.models import School

pytestmark = pytest.mark.django_db

TODAY = AFTERNOON.date()
HEAD = Membership.Part.HEAD


def refused_by(constraint: str, act: Callable[[], object]) -> None:
    with pytest.raises(IntegrityError) as broken, transaction.atomic():
        act()
    assert broken.value.__cause__.diag.constraint_name == constraint  # type: ignore[union-attr]


def put(version: Version, state: Version.State) -> None:
    Version.objects.filter(pk=version.pk).update(state=state)


def an_approval(version: Version, membership: Membership, **told: object) -> Approval:
    usual = {"content_hash": version.content_hash, "person": membership.person, "at": AFTERNOON}
    return Approval.objects.create(
        school=version.school, version=version, membership=membership, **usual | told
    )


def held_by(actor: Actor) -> Membership:
    return Membership.objects.get(person=actor.somebody)


def end(membership: Membership, until: date) -> None:
    Membership.objects.filter(pk=membership.pk).update(
        until=until, ended_by=membership.person, ended_at=AFTERNOON
    )


def test_a_group_has_one_head_at_a_time_and_another_school_its_own(school: "School") -> None:
    head = a_membership(school, part=HEAD)
    a_membership(a_school(), part=HEAD)

    refused_by("leading_group_has_one_head_at_a_time", lambda: a_membership(school, part=HEAD))
    end(head, TODAY)
    a_membership(school, part=HEAD, first_day=TODAY)


def test_a_person_holds_one_office_at_a_time(school: "School") -> None:
    member = a_membership(school)

    refused_by(
        "person_is_in_the_leading_group_once",
        lambda: a_membership(school, person=member.person, first_day=TODAY),
    )


def test_an_office_never_held_stands_in_nobodys_way(school: "School") -> None:
    mistaken = a_membership(school, part=HEAD, first_day=TODAY)
    end(mistaken, TODAY)

    a_membership(school, part=HEAD, person=mistaken.person)


def test_the_record_of_an_office_is_only_ended_and_only_once(school: "School") -> None:
    member = a_membership(school)
    same = Membership.objects.filter(pk=member.pk)

    refused_by("membership_history_is_kept", lambda: same.update(part=HEAD))
    refused_by("membership_history_is_kept", lambda: same.update(first_day=TODAY))
    refused_by("membership_history_is_kept", member.delete)
    refused_by("membership_ends_after_it_begins", lambda: end(member, date(2020, 1, 1)))
    refused_by("ended_membership_says_by_whom_and_when", lambda: same.update(until=TODAY))
    end(member, TODAY)
    refused_by("membership_history_is_kept", lambda: end(member, TODAY + timedelta(days=1)))


def test_a_member_works_at_the_school(school: "School") -> None:
    stranger = a_membership(a_school()).person

    refused_by("member_works_at_the_school", lambda: a_membership(school, person=stranger))
    refused_by("member_works_at_the_school", lambda: a_membership(school, person=a_person()))


@pytest.mark.parametrize("state", list(Version.State)[1:])
def test_a_version_begins_as_a_draft(state: Version.State, school: "School") -> None:
    draft = a_draft(school)

    def smuggle() -> None:
        draft.pk, draft.number, draft.state = None, 2, state
        draft.content_hash, draft.submitted_at = "0" * 64, AFTERNOON
        draft.save()

    refused_by("wording_begins_as_a_draft", smuggle)


def test_what_was_submitted_never_changes_and_never_goes(school: "School") -> None:
    version = a_submitted(school)
    same = Version.objects.filter(pk=version.pk)

    for change in ({"title": "另一个"}, {"sections": {}}, {"content_hash": "0" * 64}):
        refused_by("submitted_wording_never_changes", lambda change=change: same.update(**change))
    refused_by("submitted_wording_never_changes", version.delete)
    refused_by("wording_passes_every_gate", lambda: put(version, Version.State.DRAFT))


def test_nothing_is_in_force_without_the_head(school: "School") -> None:
    _head, member = a_leading_group(school, members=1)
    version = approved_by(a_submitted(school), member)

    refused_by("wording_passes_every_gate", lambda: put(version, Version.State.IN_FORCE))


def test_a_draft_skips_no_gate(school: "School") -> None:
    a_leading_group(school)
    draft = a_draft(school)

    refused_by("submitted_wording_has_a_fingerprint", lambda: put(draft, Version.State.SUBMITTED))
    refused_by("wording_passes_every_gate", lambda: put(draft, Version.State.IN_FORCE))


def test_an_approval_is_of_the_words_and_by_the_office_it_names(school: "School") -> None:
    head, member = map(held_by, a_leading_group(school, members=1))
    version = a_submitted(school)

    refused_by(
        "approval_is_of_the_words_submitted",
        lambda: an_approval(version, head, content_hash="0" * 64),
    )
    refused_by(
        "approval_is_by_whoever_holds_the_office",
        lambda: an_approval(version, head, person=member.person),
    )
    an_approval(version, head)
    refused_by("member_approves_a_version_once", lambda: an_approval(version, head))


def test_an_approval_is_by_a_member_in_office_of_what_lies_before_the_group(
    school: "School",
) -> None:
    head, member = map(held_by, a_leading_group(school, members=1))
    version = a_submitted(school)
    end(member, TODAY)

    refused_by("approval_is_by_a_member_in_office", lambda: an_approval(version, member))
    refused_by(
        "approval_is_of_what_lies_before_the_group",
        lambda: an_approval(
            a_draft(school, kind="rules", title="细则"), head, content_hash=version.content_hash
        ),
    )


def test_only_what_is_in_force_is_filed(school: "School") -> None:
    version = a_submitted(school)

    refused_by(
        "filing_is_of_what_is_in_force",
        lambda: Filing.objects.create(
            school=school, version=version, filed_by=version.written_by, filed_at=AFTERNOON
        ),
    )


def test_a_file_is_what_its_fingerprint_says(school: "School") -> None:
    refused_by(
        "attachment_is_what_its_fingerprint_says",
        lambda: Attachment.objects.create(
            school=school, kind="pdf", content=PDF, content_hash="0" * 64
        ),
    )


def test_approvals_filings_answers_and_files_are_never_changed(school: "School") -> None:
    version = a_version_in_force(school, attached=attached("方案.pdf", PDF))
    answer = an_answer(filed(version))

    for row in (version.approvals.get(), version.attachment, answer.filing, answer):
        assert row is not None
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            type(row).objects.filter(pk=row.pk).update(school=school)
