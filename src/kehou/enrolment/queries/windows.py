"""Windows: what must be there before one opens, what it commits to, where each stands."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from kehou.catalogue.queries import offered_in
from kehou.enrolment.core.shelter import FallBack, Site, sheltered
from kehou.enrolment.models import Window
from kehou.enrolment.permissions import windows_of
from kehou.kernel.explained import Verdict
from kehou.platform.clock import city_day
from kehou.platform.sealed import unseal
from kehou.schools.queries import grades_on_campuses, periods_by_grade, terms_not_over

if TYPE_CHECKING:
    from kehou.platform.actors import Actor
    from kehou.schools.models import School, Term

SEED_SHARE = "enrolment.window.seed_share"


class Stand(StrEnum):
    """Where a window stands at a moment. Its first moment is in it, its last is not."""

    AHEAD = "ahead"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class TermLine:
    """A term of a school with its window, if it has one, and how many have applied."""

    term: "Term"
    window: Window | None
    stand: Stand | None
    applied: int


def stand_of(window: Window, *, at: datetime) -> Stand:
    if at < window.opens:
        return Stand.AHEAD
    return Stand.OPEN if at < window.closes else Stand.CLOSED


def terms_with_windows(actor: "Actor", *, at: datetime) -> list[TermLine]:
    """The terms that are not over, each with the actor's school's window. Two queries."""
    live = Count("applications", filter=Q(applications__withdrawn_at__isnull=True))
    windows = {window.term_id: window for window in windows_of(actor).annotate(applied=live)}
    lines = []
    for term in terms_not_over(city_day(at)):
        window = windows.get(term.pk)
        lines.append(
            TermLine(
                term=term,
                window=window,
                stand=stand_of(window, at=at) if window else None,
                applied=window.applied if window else 0,
            )
        )
    return lines


def shelter_of(school: "School", term: "Term") -> Verdict:
    """Whether every child of the school that applied would have somewhere to be (4.1)."""
    sites = [
        Site(campus.pk, campus.name, grades)
        for campus, grades in grades_on_campuses(school, term).items()
    ]
    fall_backs = [
        FallBack(offer.campus_id, offer.grades, frozenset(offer.slots))
        for offer in offered_in(school_id=school.pk, term_id=term.pk)
        if offer.is_fall_back
    ]
    return sheltered(sites, periods_by_grade(school, term), fall_backs)


def seed_share_of(window: Window) -> bytes:
    """The school's share of the draw's seed. Only the draw asks, once the window has closed."""
    return bytes.fromhex(unseal(SEED_SHARE, window.key, window.seed_share_sealed))
