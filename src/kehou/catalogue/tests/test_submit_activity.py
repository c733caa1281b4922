"""Submitting for review (2.3.b, 5.4.b)."""

import pytest

from kehou.catalogue.actions import submit_activity
from kehou.catalogue.models import Activity
from kehou.catalogue.testing import an_activity, stand
from kehou.kernel.explained import Refused
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, somebody
from kehou.platform.errors import Forbidden
from kehou.platform.models import JournalEntry
from kehou.schools.testing import a_school

pytestmark = pytest.mark.django_db


def test_a_draft_goes_to_the_school() -> None:
    draft = an_activity(a_school(), approved=False)
    office = somebody(Role.OFFICE, draft.school)

    submitted = submit_activity(actor=office, at=AFTERNOON, activity=draft)

    assert submitted.state == Activity.State.SUBMITTED
    assert Activity.objects.get(pk=draft.pk).state_since == AFTERNOON
    assert JournalEntry.objects.get(act="catalogue.activity_submitted").detail == {"version": 1}


def test_refuses_what_is_no_draft_and_changes_nothing() -> None:
    submitted = stand(an_activity(a_school(), approved=False), Activity.State.SUBMITTED)
    office = somebody(Role.OFFICE, submitted.school)

    with pytest.raises(Refused) as refusal:
        submit_activity(actor=office, at=AFTERNOON, activity=submitted)

    assert [reason.code for reason in refusal.value.against] == ["only_a_draft_is_submitted"]
    assert Activity.objects.get(pk=submitted.pk).state_since == submitted.state_since


def test_an_office_submits_what_is_its_schools_own() -> None:
    draft, theirs = an_activity(a_school(), approved=False), an_activity(a_school(), approved=False)
    stranger = somebody(Role.OFFICE, theirs.school)

    with pytest.raises(Forbidden):
        submit_activity(actor=stranger, at=AFTERNOON, activity=draft)
    with pytest.raises(Forbidden):
        submit_activity(actor=somebody(Role.PRINCIPAL, draft.school), at=AFTERNOON, activity=draft)

    assert Activity.objects.get(pk=draft.pk).state == Activity.State.DRAFT
