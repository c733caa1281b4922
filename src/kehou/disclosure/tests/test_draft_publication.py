import json
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256

import pytest
from django.db import connection

from kehou.disclosure.actions import draft_publication
from kehou.disclosure.models import Publication
from kehou.funds.testing import OCTOBER, SEPTEMBER, a_settlement
from kehou.kernel.explained import Refused
from kehou.ordinance.roles import Role
from kehou.ordinance.wording import worded
from kehou.people.testing import AFTERNOON, somebody
from kehou.platform import reach
from kehou.platform.actors import Actor
from kehou.platform.errors import Forbidden
from kehou.platform.models import JournalEntry
from kehou.schools.models import School
from kehou.schools.testing import a_school

DRAFTED = "disclosure.month_drafted"


def drafted(finance: Actor, school: School) -> Publication:
    return draft_publication(actor=finance, at=AFTERNOON, school=school, month=SEPTEMBER)


@pytest.mark.django_db
def test_draws_every_figure_from_the_settlement() -> None:
    school = a_school()
    finance = somebody(Role.SCHOOL_FINANCE, school)
    settlement = a_settlement(school, participants=2)

    draft = drafted(finance, school)

    assert draft.figures == {
        "school": school.code,
        "month": "2026-09",
        "settlement": 1,
        "applied": 3,
        "participants": 2,
        "service_days": 3,
        "attendances": 5,
        "ceiling_fen": 100_000,
        "archive_hash": settlement.archive_hash,
    }
    assert (draft.version, draft.published_at, draft.drafted_by_id) == (1, None, finance.person_id)
    entry = JournalEntry.objects.get(act=DRAFTED)
    assert (entry.actor_person_id, entry.detail) == (
        finance.person_id,
        {"month": "2026-09-01", "version": 1},
    )


@pytest.mark.django_db
def test_the_fingerprint_is_of_everything_that_is_said() -> None:
    school = a_school()
    a_settlement(school)

    draft = drafted(somebody(Role.SCHOOL_FINANCE, school), school)
    draft.refresh_from_db()

    text = json.dumps(draft.figures, sort_keys=True, separators=(",", ":"))
    assert draft.content_hash == sha256(text.encode()).hexdigest()


@pytest.mark.django_db
def test_a_corrected_settlement_makes_a_further_draft() -> None:
    school = a_school()
    finance = somebody(Role.SCHOOL_FINANCE, school)
    a_settlement(school)
    first = drafted(finance, school)
    a_settlement(school, version=2, participants=1)

    second = drafted(finance, school)

    assert (second.version, second.figures["participants"]) == (2, 1)
    assert first.content_hash != second.content_hash


@pytest.mark.django_db
def test_refuses_a_month_not_settled_and_changes_nothing() -> None:
    school = a_school()
    a_settlement(school, month=OCTOBER)
    a_settlement(a_school())

    with pytest.raises(Refused, match="month_not_settled") as refused:
        drafted(somebody(Role.SCHOOL_FINANCE, school), school)

    assert worded(refused.value.against, "zh-hans")[0].text.startswith("2026年9月尚未核算")
    assert not Publication.objects.exists()
    assert not JournalEntry.objects.filter(act=DRAFTED).exists()


@pytest.mark.django_db
def test_refuses_what_was_drafted_already_and_changes_nothing() -> None:
    school = a_school()
    a_settlement(school)
    finance = somebody(Role.SCHOOL_FINANCE, school)
    drafted(finance, school)

    with pytest.raises(Refused, match="month_drafted_already"):
        drafted(finance, school)

    assert Publication.objects.count() == 1
    assert JournalEntry.objects.filter(act=DRAFTED).count() == 1


@pytest.mark.django_db
def test_nobody_but_the_school_s_own_finance_may() -> None:
    school, foreign = a_school(), a_school()
    a_settlement(school)
    a_settlement(foreign)
    strangers = [somebody(Role.SCHOOL_FINANCE, foreign), Actor.public()]
    strangers += [somebody(role, school) for role in (Role.OFFICE, Role.PRINCIPAL, Role.GUARDIAN)]

    for stranger in strangers:
        with pytest.raises(Forbidden):
            drafted(stranger, school)

    assert not Publication.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_eight_drafting_at_once_make_one_draft() -> None:
    school = a_school()
    finance = somebody(Role.SCHOOL_FINANCE, school)
    a_settlement(school)

    def attempt(_: int) -> str:
        try:
            with reach.of(finance):
                drafted(finance, school)
        except Refused as refused:
            return refused.against[0].code
        finally:
            connection.close()
        return "drafted"

    with ThreadPoolExecutor(8) as pool:
        answers = sorted(pool.map(attempt, range(8)))

    assert answers == ["drafted"] + ["month_drafted_already"] * 7
    assert Publication.objects.count() == 1
