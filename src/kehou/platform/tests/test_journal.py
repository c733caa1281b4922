"""The journal: in the transaction of the act, ids instead of names, never changed (6.3.f)."""

from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from kehou.ordinance.roles import Role
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.models import JournalEntry
from kehou.platform.tests.test_reach import an_entry

AT = datetime(2026, 10, 14, 8, 40, tzinfo=UTC)
OFFICE = Actor(Role.OFFICE, person_id=5)


@pytest.mark.django_db
def test_an_entry_says_who_did_what_to_which_thing_when_and_on_what_grounds() -> None:
    subject = an_entry(3)

    journal.record(
        "platform.thing_tried", subject, actor=OFFICE, at=AT, grounds="why", detail={"rows": 2}
    )

    entry = JournalEntry.objects.get(act="platform.thing_tried")
    assert (entry.at, entry.actor_role, entry.actor_person_id) == (AT, Role.OFFICE, 5)
    assert (entry.subject_kind, entry.subject_id) == ("platform.journalentry", str(subject.pk))
    assert (entry.school_id, entry.grounds, entry.detail) == (3, "why", {"rows": 2})
    assert str(entry) == f"2026-10-14 08:40 platform.thing_tried platform.journalentry {subject.pk}"


@pytest.mark.django_db
def test_a_part_of_the_platform_stands_there_by_its_name() -> None:
    journal.record("platform.thing_tried", an_entry(3), actor=Actor.system("worker"), at=AT)

    entry = JournalEntry.objects.get(act="platform.thing_tried")
    assert (entry.actor_role, entry.actor_person_id, entry.actor_part) == ("system", None, "worker")


@pytest.mark.django_db
def test_an_entry_about_a_school_is_that_schools() -> None:
    school = apps.get_model("schools", "School")(pk=9)

    journal.record("platform.thing_tried", school, actor=OFFICE, at=AT)

    assert JournalEntry.objects.get(act="platform.thing_tried").school_id == 9


@pytest.mark.django_db
def test_an_act_is_named_with_its_context() -> None:
    with pytest.raises(IntegrityError, match="journal_act_names_its_context"), transaction.atomic():
        journal.record("tried", an_entry(3), actor=OFFICE, at=AT)


@pytest.mark.django_db(transaction=True)
def test_an_entry_outside_the_transaction_of_its_act_is_refused() -> None:
    with pytest.raises(RuntimeError, match="outside the transaction"):
        journal.record("platform.thing_tried", JournalEntry(pk=1), actor=OFFICE, at=AT)

    assert not JournalEntry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_act_that_fails_leaves_no_entry() -> None:
    with transaction.atomic():
        journal.record("platform.thing_tried", JournalEntry(pk=1), actor=OFFICE, at=AT)
        transaction.set_rollback(True)

    assert not JournalEntry.objects.exists()
