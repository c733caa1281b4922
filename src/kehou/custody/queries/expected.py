"""Which children a school expects on a day, in which groups (7.2.b)."""

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from kehou.allocation.queries.groups import ROLL_ORDER, groups_of_term, places_in
from kehou.rostering.queries import timetable_of
from kehou.schools.queries import term_on

if TYPE_CHECKING:
    from kehou.allocation.models import Group, Place
    from kehou.schools.models import School


def groups_meeting(school: "School", day: date) -> "list[Group]":
    """The groups that meet that day, by period; none where no service is held (3.2)."""
    term, weekday = term_on(day), timetable_of(school, day)
    if term is None or weekday is None:
        return []
    return list(groups_of_term(school, term).filter(weekday=weekday))


def expected_on(groups: "list[Group]", day: date) -> "QuerySet[Place]":
    """The children of these groups, in the order of a roll, with their names and classes."""
    places = places_in(groups, day).select_related("pupil__person", "pupil__class_by_day")
    return places.order_by(*ROLL_ORDER)
