from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection, transaction

from kehou.disclosure.actions import draft_publication, publish_month
from kehou.disclosure.models import Publication
from kehou.disclosure.queries import published_months
from kehou.disclosure.testing import a_draft, a_statement
from kehou.funds.testing import SEPTEMBER, a_settlement
from kehou.kernel.explained import Refused
from kehou.ordinance.roles import Role
from kehou.people.models import Appointment, Person
from kehou.people.testing import AFTERNOON, somebody, the_actor
from kehou.platform import reach
from kehou.platform.actors import Actor
from kehou.platform.errors import Conflict, Forbidden
from kehou.platform.models import JournalEntry
from kehou.schools.testing import a_school

PUBLISHED = "disclosure.month_published"


def published(principal: Actor, draft: Publication, content_hash: str = "") -> Publication:
    return publish_month(
        actor=principal,
        at=AFTERNOON,
        publication=draft,
        content_hash=content_hash or draft.content_hash,
    )


def unpublished() -> bool:
    nobody = not Publication.objects.filter(published_at__isnull=False).exists()
    return nobody and not JournalEntry.objects.filter(act=PUBLISHED).exists()


@pytest.mark.django_db
def test_the_signature_makes_it_public() -> None:
    school = a_school()
    principal = somebody(Role.PRINCIPAL, school)
    draft = a_draft(school)

    published(principal, draft)

    with reach.of(Actor.public()):
        (month,) = published_months(school)
    assert (month.participants, str(month.ceiling), month.version) == (2, "1,000.00", 1)
    assert month.content_hash == draft.content_hash
    entry = JournalEntry.objects.get(act=PUBLISHED)
    assert (entry.actor_person_id, entry.detail["content"]) == (
        principal.person_id,
        draft.content_hash,
    )


@pytest.mark.django_db
def test_the_signature_is_for_the_content_that_was_read() -> None:
    draft = a_draft(a_school())

    with pytest.raises(Conflict):
        published(somebody(Role.PRINCIPAL, draft.school), draft, content_hash="0" * 64)

    assert unpublished()


@pytest.mark.django_db
def test_whoever_drafted_does_not_sign_and_changes_nothing() -> None:
    draft = a_draft(a_school())
    person = Person.objects.get(pk=draft.drafted_by_id)
    Appointment.objects.filter(person=person).update(role=Role.PRINCIPAL)

    with pytest.raises(Refused, match="publication_is_signed_by_a_second_person"):
        published(the_actor(person, Role.PRINCIPAL), draft)
    assert unpublished()

    with pytest.raises(IntegrityError, match="publication_is_signed_by_a_second_person"):
        Publication.objects.update(published_by=person, published_at=AFTERNOON)


@pytest.mark.django_db
def test_refuses_a_draft_settled_anew_since_and_changes_nothing() -> None:
    draft = a_draft(a_school())
    a_settlement(draft.school, version=2, participants=1)

    with pytest.raises(Refused, match="draft_is_outdated"):
        published(somebody(Role.PRINCIPAL, draft.school), draft)

    assert unpublished()


@pytest.mark.django_db
def test_a_correction_stands_beside_what_it_corrects() -> None:
    school = a_school()
    principal = somebody(Role.PRINCIPAL, school)
    published(principal, a_draft(school))
    a_settlement(school, version=2, participants=1)
    finance = somebody(Role.SCHOOL_FINANCE, school)

    published(
        principal,
        draft_publication(actor=finance, at=AFTERNOON, school=school, month=SEPTEMBER),
    )

    shown = [(m.version, m.participants, m.is_superseded) for m in published_months(school)]
    assert shown == [(2, 1, False), (1, 2, True)]


@pytest.mark.django_db
def test_nobody_but_the_school_s_principal_may() -> None:
    draft, foreign = a_draft(a_school()), a_draft(a_school())
    strangers = [somebody(Role.PRINCIPAL, foreign.school), Actor.public()]
    roles = (Role.OFFICE, Role.SCHOOL_FINANCE, Role.CITY_FINANCE, Role.GUARDIAN)
    strangers += [somebody(role, draft.school) for role in roles]

    for stranger in strangers:
        with pytest.raises(Forbidden):
            published(stranger, draft)

    assert unpublished()


@pytest.mark.django_db(transaction=True)
def test_eight_signing_at_once_publish_once() -> None:
    draft = a_draft(a_school())
    principal = somebody(Role.PRINCIPAL, draft.school)

    def attempt(_: int) -> str:
        try:
            with reach.of(principal):
                published(principal, Publication.objects.get(pk=draft.pk))
        except Conflict:
            return "conflict"
        finally:
            connection.close()
        return "published"

    with ThreadPoolExecutor(8) as pool:
        answers = sorted(pool.map(attempt, range(8)))

    assert answers == ["conflict"] * 7 + ["published"]
    assert JournalEntry.objects.filter(act=PUBLISHED).count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("is_published", [True, False])
def test_the_database_keeps_the_text_as_it_was_drafted(is_published: bool) -> None:
    statement = a_statement(a_school(), published=is_published)
    rows = Publication.objects.filter(pk=statement.pk)

    for change in ({"figures": {}}, {"content_hash": "0" * 64}, {"version": 2}):
        with (
            pytest.raises(IntegrityError, match="stays as it is"),
            transaction.atomic(),
        ):
            rows.update(**change)
    with pytest.raises(IntegrityError, match="stays as it is"), transaction.atomic():
        rows.delete()


@pytest.mark.django_db
def test_the_database_takes_nothing_back() -> None:
    a_statement(a_school())

    with pytest.raises(IntegrityError, match="stays as it is"):
        Publication.objects.update(published_by=None, published_at=None)


@pytest.mark.django_db
def test_the_database_wants_a_name_with_the_date_of_a_signature() -> None:
    a_statement(a_school(), published=False)

    with pytest.raises(IntegrityError, match="publication_says_by_whom_and_when"):
        Publication.objects.update(published_at=AFTERNOON)


@pytest.mark.django_db
def test_a_draft_does_not_exist_for_the_public_nor_for_another_school() -> None:
    draft = a_statement(a_school(), published=False)
    statement = a_statement(a_school())
    foreign = a_school()

    for actor in (
        Actor.public(),
        somebody(Role.GUARDIAN, foreign),
        somebody(Role.PRINCIPAL, foreign),
    ):
        with reach.of(actor):
            assert list(Publication.objects.all()) == [statement]
    with reach.of(somebody(Role.PRINCIPAL, draft.school)):
        assert set(Publication.objects.all()) == {draft, statement}
