"""The groups of the demo city as the draw made them, for the contexts after it."""

from collections import defaultdict
from dataclasses import dataclass

from kehou.allocation.models import Draw, Group, Place


@dataclass(frozen=True, slots=True)
class SeededGroup:
    """One group with the children in it."""

    group_id: int
    room_id: int
    weekday: int
    period: int
    pupil_ids: tuple[int, ...]


def groups_of_draw(draw: Draw) -> list[SeededGroup]:
    """Every group of a published draw, in a fixed order."""
    children: dict[int, list[int]] = defaultdict(list)
    places = Place.objects.filter(group__draw=draw).order_by("pupil_id")
    for group_id, pupil_id in places.values_list("group_id", "pupil_id"):
        children[group_id].append(pupil_id)
    return [
        SeededGroup(group.pk, group.room_id, group.weekday, group.period, tuple(children[group.pk]))
        for group in Group.objects.filter(draw=draw).order_by("weekday", "period", "pk")
    ]
