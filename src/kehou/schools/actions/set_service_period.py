"""One period of the afternoon service."""

from datetime import date, datetime, time
from typing import TYPE_CHECKING

from django.db import transaction

from kehou.kernel.explained import refuse
from kehou.ordinance.parameters import Ordinance
from kehou.ordinance.rules.schools import Afternoon, Period, admissible_afternoon
from kehou.platform import locks
from kehou.platform.audit import journal
from kehou.platform.clock import city_day
from kehou.platform.permissions import authorise
from kehou.schools.models import ServicePeriod
from kehou.schools.permissions import may_keep_school

if TYPE_CHECKING:
    from kehou.platform.actors import Actor
    from kehou.schools.models import School


@transaction.atomic
def set_service_period(
    *,
    actor: "Actor",
    at: datetime,
    school: "School",
    grades: tuple[int, int],
    season: tuple[date, date],
    number: int,
    lessons_end: time,
    starts: time,
    ends: time,
    adjustment_reason: str = "",
) -> ServicePeriod:
    """Set when a period of the service begins and ends for a run of grades in a season (3.2).

    Two periods follow the normal day; beyond them the school's reason is recorded. The period is
    judged together with the others of those grades and days. `season` has both days in it.
    """
    authorise(actor, may_keep_school, school)
    locks.hold("schools.periods", school.pk)
    (grade_first, grade_last), (first_day, last_day) = grades, season
    if last_day < first_day:
        raise refuse("season_runs_backward", "3.2", first=first_day, last=last_day)
    if grade_last < grade_first or not {grade_first, grade_last} <= set(school.grades):
        raise refuse("grades_not_taught", "3.2", taught=(school.grades[0], school.grades[-1]))
    others = ServicePeriod.objects.filter(
        school=school,
        grade_first__lte=grade_last,
        grade_last__gte=grade_first,
        first_day__lte=last_day,
        last_day__gte=first_day,
    ).exclude(number=number)
    periods = {Period(other.starts, other.ends) for other in others}
    admissible_afternoon(
        Afternoon(lessons_end, (*periods, Period(starts, ends)), adjustment_reason),
        Ordinance(city_day(at)),
    ).require()

    set_period, _ = ServicePeriod.objects.update_or_create(
        school=school,
        grade_first=grade_first,
        grade_last=grade_last,
        first_day=first_day,
        last_day=last_day,
        number=number,
        defaults={
            "starts": starts,
            "ends": ends,
            "adjustment_reason": adjustment_reason.strip(),
        },
    )
    detail = {"grades": grades, "number": number, "starts": starts, "ends": ends}
    journal.record(
        *("schools.period_set", set_period),
        actor=actor,
        at=at,
        grounds=adjustment_reason,
        detail=detail,
    )
    return set_period
