"""Campuses, their rooms, and the grades that are taught on them."""

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from kehou.schools.models import AdministrativeClass, Campus, Room

if TYPE_CHECKING:
    from kehou.schools.models import School, Term


def rooms_in(school: "School") -> QuerySet[Room]:
    """The rooms of a school with their campuses, campus by campus."""
    return Room.objects.filter(school=school).select_related("campus").order_by("campus", "name")


def grades_on_campuses(school: "School", term: "Term") -> dict[Campus, tuple[int, ...]]:
    """The grades that each campus teaches in the term's school year, by its classes by day."""
    classes = AdministrativeClass.objects.filter(school=school, school_year=term.school_year)
    grades: dict[Campus, set[int]] = {}
    for class_by_day in classes.select_related("campus").order_by("campus", "grade"):
        grades.setdefault(class_by_day.campus, set()).add(class_by_day.grade)
    return {campus: tuple(sorted(taught)) for campus, taught in grades.items()}
