"""Builders for tests. Each makes something whole and plausible; say only what the test is about."""

from datetime import date
from typing import TYPE_CHECKING

from kehou.disclosure.actions import draft_publication
from kehou.disclosure.core.statement import canonical_text, fingerprint
from kehou.disclosure.models import Publication
from kehou.funds.testing import SEPTEMBER, a_settlement
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, a_person, somebody

if TYPE_CHECKING:
    from kehou.schools.models import School


def a_draft(school: "School", *, month: date = SEPTEMBER) -> Publication:
    """A month settled (two participants, 1,000 yuan) and drafted by the school's finance."""
    a_settlement(school, month=month)
    finance = somebody(Role.SCHOOL_FINANCE, school)
    return draft_publication(actor=finance, at=AFTERNOON, school=school, month=month)


def a_statement(
    school: "School",
    *,
    month: date = SEPTEMBER,
    version: int = 1,
    participants: int = 2,
    published: bool = True,
) -> Publication:
    """A statement drafted by one person and, unless it is left a draft, signed by another."""
    figures: dict[str, object] = {
        "school": school.code,
        "month": f"{month:%Y-%m}",
        "settlement": version,
        "applied": participants + 1,
        "participants": participants,
        "service_days": 3,
        "attendances": 5,
        "ceiling_fen": participants * 500_00,
        "archive_hash": f"{version:064x}",
    }
    return Publication.objects.create(
        school=school,
        month=month,
        version=version,
        figures=figures,
        content_hash=fingerprint(canonical_text(figures)),
        drafted_by=a_person("孙会计"),
        drafted_at=AFTERNOON,
        published_by=a_person("陈校长") if published else None,
        published_at=AFTERNOON if published else None,
    )
