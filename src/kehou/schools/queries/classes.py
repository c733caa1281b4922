"""Classes by day and campuses, and the school year that a day belongs to."""

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from kehou.schools.models import AdministrativeClass, Campus, Term

if TYPE_CHECKING:
    from kehou.schools.models import School

FIRST_MONTH_OF_PREPARING = 8


def school_year_on(day: date) -> int:
    """The school year of a day: that of its term, and in the holidays the one coming next.

    Rolls are made ready in August; where the city has set no term yet, August begins the year.
    """
    term = Term.objects.filter(last_day__gte=day).order_by("first_day").first()
    if term is not None:
        return term.school_year
    return day.year if day.month >= FIRST_MONTH_OF_PREPARING else day.year - 1


def half_on(day: date) -> int:
    """Which half of the school year a day belongs to; in the holidays the one coming next."""
    term = Term.objects.filter(last_day__gte=day).order_by("first_day").first()
    if term is not None:
        return term.half
    return 1 if day.month >= FIRST_MONTH_OF_PREPARING or day.month == 1 else 2


def classes_in(school: "School", *, school_year: int) -> QuerySet[AdministrativeClass]:
    """The classes of a school year with their campuses and rooms, by grade and number."""
    return (
        AdministrativeClass.objects.filter(school=school, school_year=school_year)
        .select_related("campus", "home_room")
        .order_by("grade", "number")
    )


def campuses_in(school: "School") -> QuerySet[Campus]:
    """The sites of a school, in the order in which they were entered."""
    return Campus.objects.filter(school=school)
