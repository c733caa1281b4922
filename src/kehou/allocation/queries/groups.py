"""Groups and the children in them, day by day."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet

from kehou.allocation.models import Draw, Group, Place

if TYPE_CHECKING:
    from kehou.schools.models import School, Term

# As a caretaker reads a roll: by class, within it by pinyin.
ROLL_ORDER = (
    "pupil__class_by_day__grade",
    "pupil__class_by_day__number",
    "pupil__person__sort_key",
    "pupil_id",
)


def groups_of_term(school: "School", term: "Term") -> QuerySet[Group]:
    """Every group of a school's published draw of a term, by weekday and period.

    Without the draw's result: it names every child of the school, and comes with each group.
    """
    return (
        Group.objects.filter(
            school=school, draw__state=Draw.State.PUBLISHED, draw__window__term=term
        )
        .select_related("activity", "room__campus", "school", "draw__window__term")
        .defer("draw__result")
        .order_by("weekday", "period", "activity__title", "number")
    )


def pupils_in(group: Group, day: date) -> QuerySet[Place]:
    """The places of the children expected in a group on a day, in the order of its roll (7.2.b)."""
    return (
        Place.objects.filter(held_on(day), group=group)
        .select_related("pupil__person", "pupil__class_by_day")
        .order_by(*ROLL_ORDER)
    )


def places_in(groups: Collection[Group], day: date) -> QuerySet[Place]:
    """The places of the children expected in any of these groups on a day."""
    return Place.objects.filter(held_on(day), group__in=groups)


def takes_part(pupil_id: int, day: date) -> bool:
    """Whether a child has a place in any group on that day or later."""
    return Place.objects.filter(pupil=pupil_id).exclude(until__lte=day).exists()


def sizes_of(groups: Collection[Group], day: date) -> dict[int, int]:
    """How many children are expected in each group on a day; one without children is left out."""
    counted = places_in(groups, day).order_by().values("group_id").annotate(n=Count("pk"))
    return dict(counted.values_list("group_id", "n"))


def held_on(day: date) -> Q:
    """Places in force on a day, of pupils who are on the roll."""
    placed = Q(first_day__lte=day) & (Q(until__isnull=True) | Q(until__gt=day))
    on_roll = Q(pupil__on_roll_until__isnull=True) | Q(pupil__on_roll_until__gt=day)
    return placed & on_roll & Q(pupil__on_roll_from__lte=day)
