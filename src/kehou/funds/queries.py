"""Settled months, newest version of each first."""

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from kehou.funds.models import MonthSettlement
from kehou.funds.permissions import settlements_of
from kehou.platform.actors import Actor

if TYPE_CHECKING:
    from kehou.schools.models import Term

FIRST_MONTH_OF_A_SCHOOL_YEAR = 8


def settled_months(actor: Actor) -> QuerySet[MonthSettlement]:
    """One row per school and month: its newest version."""
    return (
        settlements_of(actor)
        .order_by("school_id", "-month", "-version")
        .distinct("school_id", "month")
        .select_related("school", "settled_by")
    )


def settlement_of_month(*, school_id: int, month: date) -> MonthSettlement | None:
    """The newest version of one month of one school, if it was settled."""
    return (
        MonthSettlement.objects.filter(school_id=school_id, month=month)
        .order_by("-version")
        .first()
    )


def participants_before(*, school_id: int, term: "Term") -> list[int]:
    """The participants of the school year's earlier semester, as its last month was settled.

    Empty for the first semester; nobody is counted in an earlier one that was never settled.
    """
    if term.half == 1:
        return []
    began = date(term.school_year, FIRST_MONTH_OF_A_SCHOOL_YEAR, 1)
    earlier = MonthSettlement.objects.filter(
        school_id=school_id, month__gte=began, month__lt=term.first_day.replace(day=1)
    )
    newest = earlier.order_by("-month", "-version").first()
    return [newest.participants if newest else 0]
