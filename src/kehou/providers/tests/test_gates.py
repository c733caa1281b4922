"""What the database itself refuses about institutions, past every action (5.2.a)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from kehou.people.testing import AFTERNOON, a_person
from kehou.platform import reach
from kehou.platform.constraints import reason_of
from kehou.providers.models import (
    Admission,
    BlackListing,
    Enclosure,
    Institution,
    Shareholder,
    Teacher,
)
from kehou.providers.queries import newest_version
from kehou.providers.testing import (
    a_file,
    admitted,
    an_institution,
    black_listed,
    cautioned,
    speaking_for,
    waiting,
)
from kehou.schools.testing import a_district

pytestmark = pytest.mark.django_db
State = Admission.State


def broken(act: Callable[[], object]) -> str:
    def act_and_compare() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            act()
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(IntegrityError) as refused:
        act_and_compare()
    return str(refused.value.__cause__.diag.constraint_name)  # type: ignore[union-attr]


@pytest.mark.parametrize("state", [s for s in State if s != State.WAITING])
def test_an_admission_begins_by_waiting(state: State) -> None:
    institution, district = an_institution(), a_district()
    version, person = newest_version(institution), a_person()

    def begin() -> None:
        ended = state in (State.REPLACED, State.STRUCK_OFF)
        Admission.objects.create(
            institution=institution,
            district=district,
            version=version,
            state=state,
            sent_by=a_person(),
            sent_at=AFTERNOON,
            checked=list(Admission.Point.values),
            remarks="略",
            grounds="略",
            decided_by=person,
            decided_at=AFTERNOON,
            ended_by=person if ended else None,
            ended_at=AFTERNOON if ended else None,
        )

    assert broken(begin) == "admission_passes_its_gates"


def test_what_was_decided_is_never_undone_and_never_moved_to_another_version() -> None:
    institution, district = an_institution(), a_district()
    admission = admitted(institution, district)
    rows = Admission.objects.filter(pk=admission.pk)
    changes: list[dict[str, object]] = [
        {"state": State.WAITING, "decided_by": None, "decided_at": None},
        {"state": State.RETURNED, "remarks": "略"},
        {"remarks": "改写"},
        {"district": a_district("西山区")},
    ]
    for change in changes:
        assert broken(lambda c=change: rows.update(**c)) == "admission_passes_its_gates"


def test_it_is_listed_once_a_district_and_waits_once() -> None:
    institution, district = an_institution(), a_district()
    waiting(institution, district)
    assert broken(lambda: waiting(institution, district)) == "institution_waits_once_a_district"

    listed = an_institution()
    admitted(listed, district)
    assert broken(lambda: admitted(listed, district)) == "institution_is_listed_once_a_district"


def test_the_parts_of_a_version_are_of_its_institution() -> None:
    one, other = an_institution(), an_institution(file=replace(a_file(), shareholders=()))
    theirs = newest_version(other)
    document = one.documents.earliest("pk")
    acts: dict[str, Callable[[], object]] = {
        "shareholder_is_of_the_same_institution": lambda: Shareholder.objects.create(
            institution=one, version=theirs, name="甲", share=1
        ),
        "teacher_is_of_the_same_institution": lambda: Teacher.objects.create(
            institution=one, version=theirs, name="甲", certificate="1"
        ),
        "enclosure_says_what_the_document_is": lambda: Enclosure.objects.create(
            institution=other,
            version=theirs,
            document=document,
            kind="courses_scan",
            file_name=document.file_name,
            content_hash=document.content_hash,
        ),
        "admission_is_of_a_version_of_the_institution": lambda: Admission.objects.create(
            institution=one,
            district=a_district(),
            version=theirs,
            sent_by=a_person(),
            sent_at=AFTERNOON,
        ),
    }
    for name, act in acts.items():
        assert broken(act) == name


def test_shares_come_to_the_whole_at_most() -> None:
    institution = an_institution()
    version = newest_version(institution)

    def add() -> None:
        Shareholder.objects.create(institution=institution, version=version, name="多", share=1)

    assert broken(add) == "shares_are_at_most_the_whole"


def test_a_document_is_what_its_hash_says() -> None:
    institution = an_institution()
    document = institution.documents.earliest("pk")
    document.pk, document.content = None, b"%PDF-1.7 another scan"

    assert broken(document.save) == "document_is_what_its_hash_says"


def test_an_institution_stands_in_a_version_that_was_written() -> None:
    institution = an_institution()

    def skip() -> None:
        Institution.objects.filter(pk=institution.pk).update(version=9)

    assert broken(skip) == "institution_stands_in_a_written_version"


def test_two_black_listings_never_hold_on_one_day() -> None:
    institution = an_institution()
    black_listed(institution)

    def again() -> None:
        BlackListing.objects.create(
            institution=institution,
            during=DateRange(date(2027, 1, 1), date(2027, 2, 1)),
            grounds="再次",
            listed_by=a_person(),
            listed_at=AFTERNOON,
        )

    assert broken(again) == "institution_is_black_listed_once_at_a_time"


def test_what_was_decided_about_an_institution_is_never_deleted_or_rewritten() -> None:
    institution = an_institution()
    admitted(institution, a_district())
    listing = black_listed(institution)
    barred = BlackListing.objects.filter(pk=listing.pk)
    acts: list[Callable[[], object]] = [
        Admission.objects.all().delete,
        barred.delete,
        lambda: barred.update(grounds="改写"),
        lambda: barred.update(during=DateRange(date(2020, 1, 1), date(2020, 1, 2))),
    ]
    for act in acts:
        assert broken(act) == "decision_about_an_institution_is_kept"


def test_an_institution_decides_nothing_about_itself() -> None:
    institution, district = an_institution(), a_district()
    waits, judge = waiting(institution, district), a_person()
    decided = {
        "state": State.ADMITTED,
        "decided_by": judge,
        "decided_at": AFTERNOON,
        "checked": list(Admission.Point.values),
    }

    with reach.of(speaking_for(institution)):
        act = Admission.objects.filter(pk=waits.pk).update
        assert broken(lambda: act(**decided)) == "decision_about_an_institution_is_kept"
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            cautioned(institution)
        assert institution.representatives.update(until=None) == 0

    assert Admission.objects.filter(pk=waits.pk).update(**decided) == 1


def test_what_only_the_database_sees_is_told_in_words() -> None:
    institution, district = an_institution(), a_district()
    waiting(institution, district)

    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        waiting(institution, district)

    reason = reason_of(refused.value)
    assert reason is not None
    assert reason.code == "institution_waits_once_a_district"
