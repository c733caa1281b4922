"""Settling a month."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from kehou.custody.queries.figures import ArchiveFigures, archive_figures, days_left_open
from kehou.enrolment.queries import pupils_who_applied
from kehou.funds.core.months import last_day_of, told_month
from kehou.funds.models import MonthSettlement
from kehou.funds.permissions import may_settle
from kehou.funds.queries import participants_before, settlement_of_month
from kehou.kernel.explained import Reason, Verdict, refuse
from kehou.ordinance.parameters import Ordinance
from kehou.ordinance.rules.funds import Presence, ceiling_of_fund, participants
from kehou.platform import locks
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.clock import city_day
from kehou.platform.permissions import authorise
from kehou.schools.queries import term_on

if TYPE_CHECKING:
    from kehou.schools.models import School, Term


@transaction.atomic
def settle_month(*, actor: Actor, at: datetime, school: "School", month: date) -> MonthSettlement:
    """Count a month from the attendance archive and write down what it comes to (6.3.c, 6.1.b).

    Only closed days count, and no day that has gone by with rolls called may be left open: it is
    closed first, or its children would be counted for nobody. The participants are those of the
    semester until the month's end, since the ordinance pays by participant and semester. Where the
    archive or the applications were corrected later, a new version says so; where every figure
    stays, there is none.
    """
    authorise(actor, may_settle, school)
    locks.hold("funds.month", school.pk, month.isoformat())
    term = term_on(last_day_of(month)) or term_on(month)
    if term is None:
        raise refuse("month_outside_term", "6.3.c", month=told_month(month))
    last = min(last_day_of(month), term.last_day)
    archive = archive_figures(school_id=school.pk, first=term.first_day, last=last)
    if not archive.closed_since(month):
        raise refuse("month_without_closed_days", "6.3.c", month=told_month(month))

    _require_no_day_open(school, month, at)

    ordinance = Ordinance(min(last, city_day(at)))
    figures = _figures(school, term, month, archive, ordinance)
    known = settlement_of_month(school_id=school.pk, month=month)
    if known and all(getattr(known, name) == figure for name, figure in figures.items()):
        facts = {"month": told_month(month), "version": known.version}
        raise refuse("month_settled_already", "6.3.c", **facts)

    settlement = MonthSettlement.objects.create(
        school=school,
        month=month,
        version=known.version + 1 if known else 1,
        settled_by_id=actor.somebody,
        settled_at=at,
        **figures,
    )
    detail = {"month": month, "version": settlement.version, "archive": archive.fingerprint}
    journal.record("funds.month_settled", settlement, actor=actor, at=at, detail=detail)
    return settlement


def _require_no_day_open(school: "School", month: date, at: datetime) -> None:
    after = last_day_of(month) + timedelta(days=1)
    left = days_left_open(school_id=school.pk, first=month, before=min(after, city_day(at)))
    Verdict(
        tuple(Reason("settled_month_has_no_open_day", "6.3.c", {"day": d}) for d in left)
    ).require()


def _figures(
    school: "School", term: "Term", month: date, archive: ArchiveFigures, ordinance: Ordinance
) -> dict[str, object]:
    """What is counted of the month, by the columns that keep it."""
    applied = pupils_who_applied(school_id=school.pk, term_id=term.pk)
    counted = participants(_presences(applied, archive), ordinance)
    earlier = participants_before(school_id=school.pk, term=term)
    ceiling = ceiling_of_fund([*earlier, counted.value], ordinance)
    return {
        "applied": len(applied),
        "participants": counted.value,
        "service_days": archive.closed_since(month),
        "attendances": archive.attendances_since(month),
        "ceiling_fen": ceiling.value.fen,
        "steps": [_written(step) for step in (*counted.steps, *ceiling.steps)],
        "archive_hash": archive.fingerprint,
    }


def _presences(applied: frozenset[int], archive: ArchiveFigures) -> list[Presence]:
    """Every pupil who applied or was called: the rule alone decides whom it counts."""
    return [
        Presence(
            has_applied=pupil in applied,
            attended=archive.attended.get(pupil, 0),
            held=archive.held.get(pupil, 0),
        )
        for pupil in sorted(applied | archive.held.keys())
    ]


def _written(step: Reason) -> dict[str, object]:
    """A step as kept: code, clause and plain facts, to be worded when it is shown."""
    facts = {name: _plain(fact) for name, fact in step.facts.items()}
    return {"code": step.code, "clause": step.clause, "facts": facts}


def _plain(fact: object) -> object:
    fen: int | None = getattr(fact, "fen", None)
    return {"fen": fen} if fen is not None else fact
