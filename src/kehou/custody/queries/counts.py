"""The afternoons of many schools in numbers, for those who know no child by name (7.3.a)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q

from kehou.custody.models import DayClosing, Event, RollCall

if TYPE_CHECKING:
    from kehou.schools.models import School

NOBODY = (0, 0)


@dataclass(frozen=True, slots=True)
class AfternoonCount:
    """One school's afternoon: rolls called, children here and gone, whether the day is closed."""

    school: "School"
    rolls: int
    here: int
    gone: int
    is_closed: bool


def counts_of(schools: "Iterable[School]", day: date) -> list[AfternoonCount]:
    """Each school's afternoon in numbers. Three questions, however many schools.

    The schools are named in each: the wall would hide the others, but only after reading them.
    """
    schools = list(schools)
    theirs = Q(school__in=[school.pk for school in schools], day=day)
    followed = Event.objects.filter(previous_id=OuterRef("pk"))
    heads = Event.objects.filter(theirs, ~Exists(followed))
    with_staff = Q(to_kind=Event.HolderKind.STAFF)
    counted = (
        heads.order_by()
        .values("school_id")
        .annotate(here=Count("pk", filter=with_staff), gone=Count("pk", filter=~with_staff))
    )
    children = {row["school_id"]: (row["here"], row["gone"]) for row in counted}
    called = RollCall.objects.filter(theirs).values("school_id").annotate(n=Count("pk"))
    rolls = dict(called.values_list("school_id", "n"))
    closed = set(DayClosing.objects.filter(theirs).values_list("school_id", flat=True))
    return [
        AfternoonCount(
            school=school,
            rolls=rolls.get(school.pk, 0),
            here=children.get(school.pk, NOBODY)[0],
            gone=children.get(school.pk, NOBODY)[1],
            is_closed=school.pk in closed,
        )
        for school in schools
    ]
